-- title: APIs
-- question: Which calls, by whom, and how well?
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- events, count
-- column: callers -- different callers, count
-- column: errors -- events with an error code, count
-- column: error_rate -- errors / events, 0 to 1
-- column: throttled -- events that were throttled, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by event_name top 20
-- order: events desc, event_source, event_name
SELECT event_source, event_name, count(*) AS events, count(DISTINCT caller) AS callers,
  count(error_code) AS errors, round(count(error_code) / count(*), 4) AS error_rate,
  count_if(error_code ILIKE '%Throttl%' OR error_code ILIKE '%RequestLimitExceeded%'
    OR error_code ILIKE '%TooManyRequests%' OR error_code ILIKE 'SlowDown') AS throttled,
  min(event_time) AS first_seen, max(event_time) AS last_seen
FROM events
GROUP BY event_source, event_name
ORDER BY events DESC, event_source, event_name
