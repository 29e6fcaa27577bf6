-- title: Cross-account access
-- question: Who comes from elsewhere?
-- column: caller_account -- account of the caller
-- column: recipient_account_id -- account that was called
-- column: caller -- stable key of the caller
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by caller_account top 20
-- key: caller_account, recipient_account_id, caller, event_source, event_name
-- measure: events
-- order: events desc, caller, event_source, event_name, caller_account, recipient_account_id
SELECT caller_account, recipient_account_id, caller, event_source, event_name,
  sum(events) AS events, sum(if(error_code IS NULL, 0, events)) AS errors,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE caller_account <> recipient_account_id
GROUP BY caller_account, recipient_account_id, caller, event_source, event_name
