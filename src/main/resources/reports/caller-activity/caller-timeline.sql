-- title: Caller timeline
-- question: When was each caller active?
-- column: caller -- stable key of the caller
-- column: caller_name -- the caller for people to read
-- column: hour -- start of the hour, UTC
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- chart: heat events by hour per caller_name top 20
-- order: hour, events desc, caller
SELECT caller, caller_name,
  timestamp_seconds(unix_seconds(event_time) - pmod(unix_seconds(event_time), 3600)) AS hour,
  count(*) AS events, count(error_code) AS errors
FROM events
GROUP BY caller, caller_name, hour
