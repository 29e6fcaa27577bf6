-- title: Usage trend
-- question: How much, when, and of what kind?
-- column: event_date -- day, UTC
-- column: hour -- start of the hour, UTC
-- column: event_category -- Management, Data, NetworkActivity, Insight or Aggregated
-- column: reads -- read-only events, count
-- column: writes -- other events, count
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- chart: line events by hour per event_category
-- order: hour, event_category
SELECT event_date,
  timestamp_seconds(unix_seconds(event_time) - pmod(unix_seconds(event_time), 3600)) AS hour,
  coalesce(event_category, 'unknown') AS event_category,
  count_if(coalesce(read_only, false)) AS reads, count_if(NOT coalesce(read_only, false)) AS writes,
  count(*) AS events, count(error_code) AS errors
FROM events
GROUP BY ALL
