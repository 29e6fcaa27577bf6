-- title: Resource changes
-- question: What was changed, when and by whom?
-- column: resource -- ARN of the resource
-- column: resource_type -- what it is
-- column: event_time -- when, UTC
-- column: caller -- stable key of the caller
-- column: person -- who stands behind it
-- column: recipient_account_id -- account
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error, if it failed
-- column: event_id -- id of the event
-- order: resource, event_time, event_id, resource_type, caller
SELECT DISTINCT coalesce(resource.arn, resource.arn_prefix) AS resource,
  resource.type AS resource_type, event_time, caller, person, recipient_account_id, event_source,
  event_name, error_code, event_id
FROM events LATERAL VIEW explode(resources) AS resource
WHERE NOT coalesce(read_only, false) AND event_category = 'Management'
  AND coalesce(resource.arn, resource.arn_prefix) IS NOT NULL
