-- title: Volume
-- question: What makes the trail big?
-- column: event_source -- service
-- column: event_name -- API
-- column: event_category -- category
-- column: events -- events, count
-- column: bytes -- JSON of the records, bytes
-- column: bytes_share -- bytes / all bytes, 0 to 1
-- chart: bar bytes by event_source top 20
-- order: bytes desc, event_source, event_name
SELECT event_source, event_name, event_category, count(*) AS events, sum(record_bytes) AS bytes,
  round(sum(record_bytes) / sum(sum(record_bytes)) OVER (), 4) AS bytes_share
FROM events
GROUP BY event_source, event_name, event_category
ORDER BY bytes DESC, event_source, event_name, event_category
