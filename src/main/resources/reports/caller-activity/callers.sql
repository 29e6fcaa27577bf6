-- title: Callers
-- question: Who is active, and how?
-- column: caller -- stable key of the caller
-- column: caller_kind -- root, user, role, federated, identity-center, service, account, anonymous or unknown
-- column: caller_name -- the caller for people to read
-- column: caller_account -- account that the caller belongs to
-- column: person -- who stands behind it, the first five by name
-- column: people -- different people behind it, count
-- column: events -- events, count
-- column: writes -- events that are not read-only, count
-- column: errors -- events with an error code, count
-- column: error_rate -- errors / events, 0 to 1
-- column: apis -- different event source and name, count
-- column: event_sources -- different services, count
-- column: regions -- different regions, count
-- column: addresses -- different source addresses, count
-- column: user_agents -- different user agents, count
-- column: first_seen -- earliest event, UTC
-- column: last_seen -- latest event, UTC
-- chart: bar events by caller_name top 20
-- key: caller
-- measure: events
-- order: events desc, caller
SELECT
  caller,
  max(caller_kind) AS caller_kind,
  max(caller_name) AS caller_name,
  max(caller_account) AS caller_account,
  nullif(array_join(slice(array_sort(collect_set(person)), 1, 5), ', '), '') AS person,
  size(collect_set(person)) AS people,
  sum(events) AS events,
  sum(if(coalesce(read_only, false), 0, events)) AS writes,
  sum(if(error_code IS NULL, 0, events)) AS errors,
  round(sum(if(error_code IS NULL, 0, events)) / sum(events), 4) AS error_rate,
  size(collect_set(struct(event_source, event_name))) AS apis,
  size(collect_set(event_source)) AS event_sources,
  size(collect_set(aws_region)) AS regions,
  size(collect_set(source_ip_address)) AS addresses,
  size(collect_set(user_agent)) AS user_agents,
  min(first_seen) AS first_seen,
  max(last_seen) AS last_seen
FROM usage
GROUP BY caller
