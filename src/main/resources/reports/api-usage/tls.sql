-- title: TLS
-- question: Which versions, ciphers and key exchanges, and who is not ready for newer ones?
-- column: tls_version -- version
-- column: tls_key_exchange -- key exchange
-- column: tls_cipher_suite -- cipher suite
-- column: event_source -- service
-- column: caller -- stable key of the caller
-- column: events -- events, count
-- column: last_seen -- latest, UTC
-- chart: bar events by tls_version
-- order: tls_version, events desc, event_source, caller
SELECT tls_version, tls_key_exchange, tls_cipher_suite, event_source, caller, count(*) AS events,
  max(event_time) AS last_seen
FROM events
WHERE tls_version IS NOT NULL
GROUP BY tls_version, tls_key_exchange, tls_cipher_suite, event_source, caller
ORDER BY tls_version, events DESC, event_source, caller, tls_key_exchange, tls_cipher_suite
