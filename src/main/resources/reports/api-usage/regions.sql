-- title: Regions
-- question: Which regions are used, and which for the first time?
-- column: aws_region -- region
-- column: events -- events, count
-- column: writes -- events that are not read-only, count
-- column: errors -- events with an error code, count
-- column: callers -- different callers, count
-- column: accounts -- different accounts, count
-- column: event_sources -- different services, count
-- column: first_seen -- earliest in the window, UTC
-- column: last_seen -- latest in the window, UTC
-- column: first_use -- earliest that the lake knows of these callers, UTC
-- chart: bar events by aws_region
-- key: aws_region
-- measure: events
-- order: events desc, aws_region
WITH uses AS (
  SELECT value AS aws_region, min(first_seen) AS first_use
  FROM first_seen
  WHERE kind = 'region' AND subject IN (SELECT caller FROM usage)
  GROUP BY value
)
SELECT u.aws_region, sum(u.events) AS events,
  sum(if(coalesce(u.read_only, false), 0, u.events)) AS writes,
  sum(if(u.error_code IS NULL, 0, u.events)) AS errors,
  size(collect_set(u.caller)) AS callers, size(collect_set(u.recipient_account_id)) AS accounts,
  size(collect_set(u.event_source)) AS event_sources,
  min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen, max(f.first_use) AS first_use
FROM usage u LEFT JOIN uses f ON u.aws_region = f.aws_region
GROUP BY u.aws_region
