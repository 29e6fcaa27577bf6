-- title: Changes made by hand
-- question: What did people change by hand, in the console or on the command line?
-- column: event_time -- when, UTC
-- column: person -- who stands behind it
-- column: caller -- stable key of the caller
-- column: client -- console, or the command line tool
-- column: recipient_account_id -- account
-- column: aws_region -- region
-- column: event_source -- service
-- column: event_name -- API
-- column: resource -- ARNs of the resources, where the record names them
-- column: error_code -- error, if it failed
-- column: event_id -- id of the event
-- order: event_time, event_id, caller
WITH agents AS (
  SELECT user_agent, client(user_agent) AS tool FROM (SELECT DISTINCT user_agent FROM usage)
),
writes AS (
  SELECT event_time, person, caller, tool, session_credential_from_console AS from_console,
    recipient_account_id, aws_region, event_source, event_name,
    array_join(array_distinct(transform(resources, r -> coalesce(r.arn, r.arn_prefix))), ', ')
      AS resource,
    error_code, event_id
  FROM events e LEFT JOIN agents a ON e.user_agent = a.user_agent
  WHERE NOT coalesce(read_only, false)
    AND caller_kind IN ('root', 'user', 'role', 'federated', 'identity-center')
    AND user_identity_invoked_by IS NULL
    AND event_source NOT LIKE 'signin.%'
    AND event_source NOT LIKE 'sts.%'
    AND coalesce(event_type, 'AwsApiCall') <> 'AwsServiceEvent'
)
SELECT event_time, person, caller,
  CASE WHEN from_console THEN 'console' ELSE tool.client END AS client,
  recipient_account_id, aws_region, event_source, event_name,
  nullif(resource, '') AS resource, error_code, event_id
FROM writes
WHERE from_console OR tool.platform = 'console'
  OR (tool.platform = 'command line' AND person IS NOT NULL)
