-- title: Access keys
-- question: Whose key, and used where?
-- column: access_key_id -- the key
-- column: credential_kind -- what kind of credential it is
-- column: caller -- stable key of its owner
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: addresses -- different source addresses, count
-- column: user_agents -- different user agents, count
-- column: apis -- different APIs, count
-- column: regions -- different regions, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- order: events desc, access_key_id, caller
SELECT user_identity_access_key_id AS access_key_id, max(credential_kind) AS credential_kind, caller,
  count(*) AS events, count(error_code) AS errors,
  count(DISTINCT source_ip_address) AS addresses, count(DISTINCT user_agent) AS user_agents,
  count(DISTINCT event_source, event_name) AS apis, count(DISTINCT aws_region) AS regions,
  min(event_time) AS first_seen, max(event_time) AS last_seen
FROM events
WHERE user_identity_access_key_id <> ''
GROUP BY user_identity_access_key_id, caller
ORDER BY events DESC, access_key_id, caller
