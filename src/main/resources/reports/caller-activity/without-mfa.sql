-- title: Without MFA
-- question: Which people changed something without MFA?
-- column: caller -- stable key of the caller
-- column: caller_name -- the caller for people to read
-- column: recipient_account_id -- account
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- events, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by caller_name top 20
-- order: events desc, caller, event_source, event_name
SELECT caller, max(caller_name) AS caller_name, recipient_account_id, event_source, event_name,
  count(*) AS events, min(event_time) AS first_seen, max(event_time) AS last_seen
FROM events
WHERE NOT coalesce(read_only, false)
  AND caller_kind IN ('root', 'user', 'federated', 'identity-center')
  AND NOT coalesce(
    session_mfa_authenticated,
    get_json_object(additional_event_data, '$.MFAUsed') = 'Yes',
    false)
GROUP BY caller, recipient_account_id, event_source, event_name
ORDER BY events DESC, caller, event_source, event_name, recipient_account_id
