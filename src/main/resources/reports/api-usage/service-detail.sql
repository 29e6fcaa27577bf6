-- title: Service detail
-- question: All about each service: its operations by caller, error and day
-- column: event_source -- service
-- column: event_name -- API
-- column: caller -- stable key of the caller
-- column: error_code -- error; null for success
-- column: event_date -- day, UTC
-- column: events -- events, count
-- order: event_source, events desc, event_name, caller
SELECT event_source, event_name, caller, error_code, event_date, count(*) AS events
FROM events
GROUP BY event_source, event_name, caller, error_code, event_date
ORDER BY event_source, events DESC, event_name, caller, error_code, event_date
