-- title: Errors
-- question: Which errors, and where?
-- column: error_code -- error
-- column: event_source -- service
-- column: event_name -- API
-- column: errors -- events with this error, count
-- column: callers -- different callers, count
-- column: message -- one of the messages
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar errors by error_code top 20
-- key: error_code, event_source, event_name
-- measure: errors
-- order: errors desc, error_code, event_source, event_name
SELECT error_code, event_source, event_name, sum(events) AS errors,
  size(collect_set(caller)) AS callers, min(error_message) AS message,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE error_code IS NOT NULL
GROUP BY error_code, event_source, event_name
