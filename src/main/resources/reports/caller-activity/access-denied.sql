-- title: Access denied
-- question: Who is refused what, and who is probing?
-- column: caller -- stable key of the caller
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error
-- column: denied -- refusals, count
-- column: apis_denied -- different APIs that the caller was refused in the window, count
-- column: message -- one of the messages
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar denied by caller top 20
-- key: caller, event_source, event_name, error_code
-- measure: denied
-- order: denied desc, caller, event_source, event_name, error_code
SELECT caller, event_source, event_name, error_code, sum(events) AS denied,
  size(collect_set(struct(event_source, event_name)) OVER (PARTITION BY caller)) AS apis_denied,
  min(error_message) AS message, min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE error_code RLIKE '(?i)AccessDenied|Unauthorized|Forbidden|^AuthFailure$'
GROUP BY caller, event_source, event_name, error_code
