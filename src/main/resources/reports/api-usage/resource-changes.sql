-- title: Resource changes
-- question: What was changed, when and by whom?
-- column: resource -- ARN of the resource
-- column: event_time -- when, UTC
-- column: caller -- stable key of the caller
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error, if it failed
-- column: event_id -- id of the event
-- order: resource, event_time, event_id
SELECT resource.arn AS resource, event_time, caller, event_source, event_name, error_code, event_id
FROM events LATERAL VIEW explode(resources) AS resource
WHERE NOT coalesce(read_only, false) AND resource.arn IS NOT NULL
ORDER BY resource, event_time, event_id
