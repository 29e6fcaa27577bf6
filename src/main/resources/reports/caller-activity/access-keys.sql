-- title: Access keys
-- question: Whose key, and used where?
-- column: access_key_id -- the key
-- column: credential_kind -- what kind of credential it is
-- column: caller -- stable key of its owner
-- column: person -- who stands behind it
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: addresses -- different source addresses, count
-- column: user_agents -- different user agents, count
-- column: apis -- different APIs, count
-- column: regions -- different regions, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar addresses by access_key_id top 20
-- key: access_key_id, caller
-- measure: events
-- order: events desc, access_key_id, caller
SELECT user_identity_access_key_id AS access_key_id, max(credential_kind) AS credential_kind, caller,
  max(person) AS person, sum(events) AS events, sum(if(error_code IS NULL, 0, events)) AS errors,
  size(collect_set(source_ip_address)) AS addresses,
  size(collect_set(user_agent)) AS user_agents,
  size(collect_set(struct(event_source, event_name))) AS apis,
  size(collect_set(aws_region)) AS regions,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE user_identity_access_key_id <> ''
GROUP BY user_identity_access_key_id, caller
