-- title: Delegated activity
-- question: Which AWS services acted, and for whom?
-- column: service -- service that called
-- column: delegate_account -- account of the delegate, if one called
-- column: source_arn -- resource that the service acted for
-- column: caller -- on whose behalf
-- column: event_source -- service that was called
-- column: event_name -- API
-- column: events -- events, count
-- column: errors -- events with an error code, count
-- chart: bar events by service top 20
-- key: service, delegate_account, source_arn, caller, event_source, event_name
-- measure: events
-- order: events desc, service, caller, event_source, event_name, delegate_account, source_arn
SELECT user_identity_invoked_by AS service,
  user_identity_invoked_by_delegate_account_id AS delegate_account,
  user_identity_in_scope_of_source_arn AS source_arn,
  caller, event_source, event_name,
  sum(events) AS events, sum(if(error_code IS NULL, 0, events)) AS errors
FROM usage
WHERE user_identity_invoked_by IS NOT NULL
  OR user_identity_invoked_by_delegate_account_id IS NOT NULL
  OR user_identity_in_scope_of_source_arn IS NOT NULL
GROUP BY user_identity_invoked_by, user_identity_invoked_by_delegate_account_id,
  user_identity_in_scope_of_source_arn, caller, event_source, event_name
