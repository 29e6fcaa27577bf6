-- title: Volume
-- question: What makes the trail big?
-- column: event_source -- service; null for second deliveries
-- column: event_name -- API
-- column: event_category -- category
-- column: events -- events, count
-- column: bytes -- JSON of the records; of second deliveries by the average record of their objects, bytes
-- column: bytes_share -- bytes / all bytes, 0 to 1
-- column: duplicates -- second deliveries in the objects delivered from the first to the last day with events, in one trail or several, that were dropped, count
-- chart: bar bytes by event_source top 20
-- key: event_source, event_name, event_category
-- measure: bytes
-- order: bytes desc, event_source, event_name, event_category
WITH kept AS (
  SELECT event_source, event_name, event_category, sum(events) AS events, sum(record_bytes) AS bytes
  FROM usage
  GROUP BY event_source, event_name, event_category
),
days AS (SELECT min(event_date) AS first, max(event_date) AS last FROM usage),
dropped AS (
  SELECT
    CASE kind
      WHEN 'insight' THEN 'Insight'
      WHEN 'network-activity' THEN 'NetworkActivity'
      WHEN 'aggregated' THEN 'Aggregated'
      ELSE 'Management or Data'
    END AS category,
    sum(duplicates) AS duplicates,
    CAST(sum(json_bytes * duplicates / records_read) AS BIGINT) AS bytes
  FROM files JOIN days ON delivery_date >= days.first AND delivery_date <= days.last
  WHERE duplicates > 0
    AND (size(:accounts) = 0 OR array_contains(:accounts, account))
    AND (size(:regions) = 0 OR array_contains(:regions, region))
  GROUP BY category
)
SELECT event_source, event_name, event_category, events, bytes,
  round(bytes / sum(bytes) OVER (), 4) AS bytes_share, duplicates
FROM (
  SELECT event_source, event_name, event_category, events, bytes, 0L AS duplicates FROM kept
  UNION ALL
  SELECT NULL, '(second deliveries)', category, 0L, bytes, duplicates FROM dropped)
