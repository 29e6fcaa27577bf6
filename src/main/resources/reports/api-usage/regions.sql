-- title: Regions
-- question: Which regions are used, and which are used for the first time?
-- column: aws_region -- region
-- column: events -- events, count
-- column: writes -- events that are not read-only, count
-- column: callers -- different callers, count
-- column: accounts -- different accounts, count
-- column: events_before -- events in the window before, count
-- column: first_seen -- earliest in the window, UTC
-- chart: bar events by aws_region
-- order: events desc, aws_region
WITH was AS (SELECT aws_region, count(*) AS events FROM before GROUP BY aws_region)
SELECT e.aws_region, count(*) AS events, count_if(NOT coalesce(e.read_only, false)) AS writes,
  count(DISTINCT e.caller) AS callers, count(DISTINCT e.recipient_account_id) AS accounts,
  coalesce(max(w.events), 0) AS events_before, min(e.event_time) AS first_seen
FROM events e LEFT JOIN was w ON e.aws_region <=> w.aws_region
GROUP BY e.aws_region
ORDER BY events DESC, aws_region
