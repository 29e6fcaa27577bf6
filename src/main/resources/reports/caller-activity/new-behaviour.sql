-- title: New behaviour
-- question: What was never seen before the window?
-- column: kind -- api, region or address of a caller; service of an account
-- column: subject -- the caller, or the account
-- column: value -- what is new to it
-- column: first_seen -- when it came first, UTC
-- column: events -- events in the window, count
-- chart: bar events by subject per kind top 20
-- order: kind, first_seen, subject, value
WITH used AS (
  SELECT caller, recipient_account_id, aws_region, event_source, event_name, source_ip_address,
    count(*) AS events
  FROM events
  GROUP BY caller, recipient_account_id, aws_region, event_source, event_name, source_ip_address
),
behaviours AS (
  SELECT kind, subject, value, sum(events) AS events
  FROM (
    SELECT events, inline(array(
      struct('api' AS kind, caller AS subject, concat(event_source, ':', event_name) AS value),
      struct('region' AS kind, caller AS subject, aws_region AS value),
      struct('address' AS kind, caller AS subject, source_ip_address AS value),
      struct('service' AS kind, recipient_account_id AS subject, event_source AS value)))
    FROM used)
  GROUP BY kind, subject, value
)
SELECT f.kind, f.subject, f.value, f.first_seen, b.events
FROM first_seen f JOIN behaviours b
  ON f.kind = b.kind AND f.subject <=> b.subject AND f.value <=> b.value
WHERE f.first_seen >= CAST(:from AS TIMESTAMP) AND f.first_seen < CAST(:to AS TIMESTAMP)
