-- title: Source addresses
-- question: Which addresses, and which callers?
-- column: source_ip_address -- address or service name
-- column: address_kind -- public, private or service
-- column: callers -- different callers, count
-- column: accounts -- different accounts, count
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: first_seen -- earliest in the window, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by source_ip_address top 20
-- order: events desc, source_ip_address
SELECT source_ip_address,
  CASE
    WHEN source_ip_address RLIKE '^(10\\.|127\\.|169\\.254\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.)' THEN 'private'
    WHEN source_ip_address RLIKE '^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$' THEN 'public'
    WHEN source_ip_address RLIKE '^(::1$|[fF][cCdD][0-9a-fA-F]{2}:|[fF][eE][89abAB][0-9a-fA-F]:)' THEN 'private'
    WHEN source_ip_address LIKE '%:%' THEN 'public'
    ELSE 'service'
  END AS address_kind,
  count(DISTINCT caller) AS callers, count(DISTINCT recipient_account_id) AS accounts,
  count(*) AS events, count(error_code) AS errors,
  min(event_time) AS first_seen, max(event_time) AS last_seen
FROM events
WHERE source_ip_address IS NOT NULL
GROUP BY source_ip_address
ORDER BY events DESC, source_ip_address
