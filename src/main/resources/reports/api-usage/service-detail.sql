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
SELECT event_source, event_name, caller, error_code, event_date, sum(events) AS events,
  sum(if(coalesce(read_only, false), 0, events)) AS writes,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
GROUP BY event_source, event_name, caller, error_code, event_date
