-- title: Role assumptions
-- question: Who became whom?
-- column: caller -- who assumed the role
-- column: caller_account -- account of the caller
-- column: role -- ARN of the role
-- column: role_account -- account of the role
-- column: cross_account -- whether the accounts differ
-- column: session_name -- name of the session
-- column: event_name -- AssumeRole, AssumeRoleWithSAML, ...
-- column: assumptions -- successful ones, count
-- column: refused -- failed ones, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar assumptions by role top 20
-- order: assumptions desc, caller, role, session_name
WITH assumed AS (
  SELECT
    caller, caller_account, event_name, event_time, error_code,
    get_json_object(request_parameters, '$.roleArn') AS role,
    get_json_object(request_parameters, '$.roleSessionName') AS session_name
  FROM events
  WHERE event_source = 'sts.amazonaws.com' AND event_name LIKE 'AssumeRole%'
)
SELECT
  caller, caller_account, role,
  split(role, ':')[4] AS role_account,
  caller_account <> split(role, ':')[4] AS cross_account,
  session_name, event_name,
  count_if(error_code IS NULL) AS assumptions,
  count(error_code) AS refused,
  min(event_time) AS first_seen,
  max(event_time) AS last_seen
FROM assumed
GROUP BY caller, caller_account, role, session_name, event_name
ORDER BY assumptions DESC, caller, role, session_name, event_name
