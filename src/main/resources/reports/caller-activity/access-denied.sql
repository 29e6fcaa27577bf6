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
-- order: denied desc, caller, event_source, event_name
WITH denied AS (
  SELECT * FROM events
  WHERE error_code ILIKE '%AccessDenied%' OR error_code ILIKE '%Unauthorized%'
    OR error_code ILIKE '%Forbidden%' OR error_code = 'AuthFailure'
),
breadth AS (
  SELECT caller, count(DISTINCT event_source, event_name) AS apis_denied FROM denied GROUP BY caller
)
SELECT d.caller, d.event_source, d.event_name, d.error_code, count(*) AS denied,
  max(b.apis_denied) AS apis_denied, min(d.error_message) AS message,
  min(d.event_time) AS first_seen, max(d.event_time) AS last_seen
FROM denied d JOIN breadth b ON d.caller = b.caller
GROUP BY d.caller, d.event_source, d.event_name, d.error_code
ORDER BY denied DESC, caller, event_source, event_name, error_code
