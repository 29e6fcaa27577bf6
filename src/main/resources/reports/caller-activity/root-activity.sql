-- title: Root activity
-- question: What did root do?
-- column: event_time -- when, UTC
-- column: recipient_account_id -- account
-- column: event_source -- service
-- column: event_name -- API
-- column: aws_region -- region
-- column: source_ip_address -- address
-- column: mfa -- whether MFA was used, where the record says it
-- column: user_agent -- what the caller says it is
-- column: error_code -- error, if it failed
-- column: event_id -- id of the event
-- order: event_time, event_id, event_source, event_name
SELECT
  event_time, recipient_account_id, event_source, event_name, aws_region, source_ip_address,
  coalesce(
    session_mfa_authenticated,
    get_json_object(additional_event_data, '$.MFAUsed') = 'Yes') AS mfa,
  user_agent, error_code, event_id
FROM events
WHERE caller_kind = 'root'
