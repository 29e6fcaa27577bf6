-- title: Usage trend
-- question: How much, when, and of what kind?
-- column: hour -- start of the hour, UTC
-- column: event_category -- Management, Data, NetworkActivity, Insight or Aggregated
-- column: reads -- read-only events, count
-- column: writes -- other events, count
-- column: events -- events, count
-- chart: line events by hour per event_category
-- order: hour, event_category
SELECT date_trunc('HOUR', event_time) AS hour, event_category,
  count_if(coalesce(read_only, false)) AS reads, count_if(NOT coalesce(read_only, false)) AS writes,
  count(*) AS events
FROM events
GROUP BY date_trunc('HOUR', event_time), event_category
ORDER BY hour, event_category
