-- title: Without MFA
-- question: Which people changed something without MFA?
-- column: person -- who stands behind it
-- column: caller -- stable key of the caller
-- column: caller_name -- the caller for people to read
-- column: credential_kind -- what the requests were made with
-- column: recipient_account_id -- account
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- writes for which the trail shows no MFA, count; of roles only those that a user or root assumed
-- column: errors -- events with an error code, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by caller_name top 20
-- key: person, caller, credential_kind, recipient_account_id, event_source, event_name
-- measure: events
-- order: events desc, caller, event_source, event_name, recipient_account_id, person, credential_kind
SELECT person, caller, max(caller_name) AS caller_name, credential_kind, recipient_account_id,
  event_source, event_name, sum(events) AS events, sum(if(error_code IS NULL, 0, events)) AS errors,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE NOT coalesce(read_only, false)
  AND NOT coalesce(session_mfa_authenticated, false)
  AND event_source NOT LIKE 'signin.%'
  AND (caller_kind IN ('root', 'user', 'federated', 'identity-center')
    OR (caller_kind = 'role' AND person_rule = 'link'
      AND (person LIKE 'arn:%:user/%' OR person LIKE 'arn:%:root')))
GROUP BY person, caller, credential_kind, recipient_account_id, event_source, event_name
