-- title: Caller timeline
-- question: When was each caller active?
-- column: caller -- stable key of the caller
-- column: hour -- start of the hour, UTC
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- chart: line events by hour per caller top 10
-- order: hour, events desc, caller
SELECT caller, date_trunc('HOUR', event_time) AS hour, count(*) AS events, count(error_code) AS errors
FROM events
GROUP BY caller, date_trunc('HOUR', event_time)
ORDER BY hour, events DESC, caller
