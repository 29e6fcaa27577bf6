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
-- key: event_source, event_name
-- measure: events
-- order: events desc, event_source, event_name
SELECT event_source, event_name, sum(events) AS events, size(collect_set(caller)) AS callers,
  sum(if(error_code IS NULL, 0, events)) AS errors,
  round(sum(if(error_code IS NULL, 0, events)) / sum(events), 4) AS error_rate,
  sum(if(error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$', events, 0))
    AS throttled,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
GROUP BY event_source, event_name
