-- title: TLS
-- question: Which versions, ciphers and key exchanges, and who is not ready for newer ones?
-- column: tls_version -- version
-- column: tls_key_exchange -- key exchange, where the record says it
-- column: tls_cipher_suite -- cipher suite
-- column: event_source -- service
-- column: event_name -- API
-- column: callers -- different callers, count
-- column: caller_names -- the first five of them by name
-- column: events -- events, count
-- column: last_seen -- latest, UTC
-- chart: bar events by tls_version per tls_key_exchange
-- key: tls_version, tls_key_exchange, tls_cipher_suite, event_source, event_name
-- measure: events
-- order: tls_version, events desc, event_source, event_name, tls_key_exchange, tls_cipher_suite
SELECT tls_version, tls_key_exchange, tls_cipher_suite, event_source, event_name,
  size(collect_set(caller)) AS callers,
  nullif(array_join(slice(array_sort(collect_set(caller_name)), 1, 5), ', '), '') AS caller_names,
  sum(events) AS events, max(last_seen) AS last_seen
FROM usage
WHERE tls_version IS NOT NULL
GROUP BY tls_version, tls_key_exchange, tls_cipher_suite, event_source, event_name
