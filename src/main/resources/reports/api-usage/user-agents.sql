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
WITH used AS (
  SELECT user_agent, caller, caller_name, count(*) AS events,
    count(error_code) AS errors, min(event_time) AS first_seen, max(event_time) AS last_seen
  FROM events
  GROUP BY user_agent, caller, caller_name
),
tools AS (
  SELECT user_agent, client(user_agent) AS tool
  FROM (SELECT DISTINCT user_agent FROM used)
)
SELECT t.tool.client AS client, t.tool.version AS version, t.tool.platform AS platform,
  size(collect_set(u.caller)) AS callers,
  nullif(array_join(slice(array_sort(collect_set(u.caller_name)), 1, 5), ', '), '') AS caller_names,
  sum(u.events) AS events, sum(u.errors) AS errors,
  size(collect_set(u.user_agent)) AS user_agents,
  min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
FROM used u JOIN tools t ON u.user_agent <=> t.user_agent
GROUP BY t.tool.client, t.tool.version, t.tool.platform
