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
WITH used AS (
  SELECT event_source, event_name, caller, error_code, count(*) AS events,
    min(event_time) AS first_seen, max(event_time) AS last_seen
  FROM events
  GROUP BY event_source, event_name, caller, error_code
)
SELECT event_source, event_name, sum(events) AS events, count(DISTINCT caller) AS callers,
  coalesce(sum(events) FILTER (WHERE error_code IS NOT NULL), 0) AS errors,
  round(coalesce(sum(events) FILTER (WHERE error_code IS NOT NULL), 0) / sum(events), 4)
    AS error_rate,
  coalesce(sum(events) FILTER (
    WHERE error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$'), 0)
    AS throttled,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM used
GROUP BY event_source, event_name
