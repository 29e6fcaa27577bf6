-- title: Role assumptions
-- question: Who became whom?
-- column: caller -- who assumed the role
-- column: person -- who stands behind the caller, the first five by name
-- column: caller_account -- account of the caller
-- column: role -- ARN of the role
-- column: role_account -- account of the role
-- column: cross_account -- whether the accounts differ
-- column: chained -- whether the caller was a role itself
-- column: session_name -- name of the session
-- column: event_name -- AssumeRole, AssumeRoleWithSAML, ...
-- column: assumptions -- successful ones, count
-- column: refused -- failed ones, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar assumptions by role top 20
-- order: assumptions desc, caller, role, session_name, event_name
WITH assumed AS (
  SELECT
    caller, caller_kind, caller_account, person, event_name, event_time, error_code,
    coalesce(role_arn, target_principal) AS role, role_session_name AS session_name
  FROM events LATERAL VIEW json_tuple(
    request_parameters, 'roleArn', 'targetPrincipal', 'roleSessionName') requested
    AS role_arn, target_principal, role_session_name
  WHERE event_source LIKE 'sts.%' AND event_name LIKE 'AssumeRo%'
)
SELECT
  caller,
  nullif(array_join(slice(array_sort(collect_set(person)), 1, 5), ', '), '') AS person,
  max(caller_account) AS caller_account, role,
  nullif(split_part(role, ':', 5), '') AS role_account,
  max(caller_account) <> nullif(split_part(role, ':', 5), '') AS cross_account,
  max(caller_kind) = 'role' AS chained,
  session_name, event_name,
  count_if(error_code IS NULL) AS assumptions,
  count(error_code) AS refused,
  min(event_time) AS first_seen,
  max(event_time) AS last_seen
FROM assumed
GROUP BY caller, role, session_name, event_name
