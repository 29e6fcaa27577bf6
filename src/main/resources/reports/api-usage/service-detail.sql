-- title: Service detail
-- question: All about each service: its operations by caller, error and day
-- column: event_source -- service
-- column: event_name -- API
-- column: caller -- stable key of the caller
-- column: error_code -- error; null for success
-- column: event_date -- day, UTC
-- column: events -- events, count
-- column: writes -- events that are not read-only, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- order: event_source, events desc, event_name, caller, error_code, event_date
SELECT event_source, event_name, caller, error_code, event_date, count(*) AS events,
  count_if(NOT coalesce(read_only, false)) AS writes,
  min(event_time) AS first_seen, max(event_time) AS last_seen
FROM events
GROUP BY event_source, event_name, caller, error_code, event_date
