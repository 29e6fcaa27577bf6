-- title: New behaviour
-- question: What was never seen before the window?
-- column: kind -- api, region or address of a caller; service of an account
-- column: subject -- the caller, or the account
-- column: value -- what is new to it
-- column: first_seen -- when it came first, UTC
-- column: events -- events in the window, count
-- chart: bar events by subject per kind top 20
-- order: kind, first_seen, subject, value
SELECT f.kind, f.subject, f.value, f.first_seen, b.events
FROM first_seen f JOIN behaviours b
  ON f.kind = b.kind AND f.subject <=> b.subject AND f.value <=> b.value
WHERE f.first_seen >= CAST(:from AS TIMESTAMP) AND f.first_seen < CAST(:to AS TIMESTAMP)
