-- title: Callers
-- question: Who is active, and how?
-- column: caller -- stable key of the caller
-- column: caller_kind -- root, user, role, federated, identity-center, service, account, anonymous or unknown
-- column: caller_name -- the caller for people to read
-- column: caller_account -- account that the caller belongs to
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
-- order: events desc, caller
SELECT
  caller,
  max(caller_kind) AS caller_kind,
  max(caller_name) AS caller_name,
  max(caller_account) AS caller_account,
  count(*) AS events,
  count_if(NOT coalesce(read_only, false)) AS writes,
  count(error_code) AS errors,
  round(count(error_code) / count(*), 4) AS error_rate,
  count(DISTINCT event_source, event_name) AS apis,
  count(DISTINCT event_source) AS event_sources,
  count(DISTINCT aws_region) AS regions,
  count(DISTINCT source_ip_address) AS addresses,
  count(DISTINCT user_agent) AS user_agents,
  min(event_time) AS first_seen,
  max(event_time) AS last_seen
FROM events
GROUP BY caller
ORDER BY events DESC, caller
