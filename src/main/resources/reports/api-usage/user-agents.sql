-- title: User agents
-- question: Which tools and SDK versions are in use?
-- column: client -- tool that the user agent claims to be
-- column: version -- its version
-- column: platform -- its kind: console, command line, sdk, infrastructure as code, agent, service, other or none
-- column: callers -- different callers, count
-- column: caller_names -- the first five of them by name
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: user_agents -- different user agents, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by client top 20
-- key: client, version, platform
-- measure: events
-- order: events desc, client, version, platform
WITH tools AS (
  SELECT client(user_agent) AS tool, user_agent, caller, caller_name, sum(events) AS events,
    sum(if(error_code IS NULL, 0, events)) AS errors,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen
  FROM usage
  GROUP BY user_agent, caller, caller_name
)
SELECT tool.client, tool.version, tool.platform, size(collect_set(caller)) AS callers,
  nullif(array_join(slice(array_sort(collect_set(caller_name)), 1, 5), ', '), '') AS caller_names,
  sum(events) AS events, sum(errors) AS errors, size(collect_set(user_agent)) AS user_agents,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM tools
GROUP BY tool.client, tool.version, tool.platform
