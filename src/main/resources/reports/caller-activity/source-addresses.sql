-- title: Source addresses
-- question: Which addresses, and which callers?
-- column: source_ip_address -- address or service name
-- column: address_kind -- public, private or service
-- column: callers -- different callers, count
-- column: caller_names -- the first five of them by name
-- column: accounts -- different accounts that were called, count
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: first_seen -- earliest in the window, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by source_ip_address top 20
-- key: source_ip_address
-- measure: events
-- order: events desc, source_ip_address
SELECT source_ip_address,
  CASE
    WHEN source_ip_address RLIKE
      r'^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)'
      THEN 'private'
    WHEN source_ip_address RLIKE r'^\d+\.\d+\.\d+\.\d+$' THEN 'public'
    WHEN source_ip_address RLIKE '(?i)^(::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)' THEN 'private'
    WHEN source_ip_address RLIKE '(?i)^[0-9a-f.]*:[0-9a-f:.]+$' THEN 'public'
    ELSE 'service'
  END AS address_kind,
  size(collect_set(caller)) AS callers,
  nullif(array_join(slice(array_sort(collect_set(caller_name)), 1, 5), ', '), '') AS caller_names,
  size(collect_set(recipient_account_id)) AS accounts,
  sum(events) AS events, sum(if(error_code IS NULL, 0, events)) AS errors,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE source_ip_address IS NOT NULL
GROUP BY source_ip_address
