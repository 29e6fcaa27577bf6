-- title: Data access
-- question: Which objects and tables are touched most?
-- column: resource -- ARN of the resource
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- events, count
-- column: callers -- different callers, count
-- column: errors -- events with an error code, count
-- column: bytes_in -- sent to it, bytes
-- column: bytes_out -- read from it, bytes
-- chart: bar events by resource top 20
-- order: events desc, resource, event_source, event_name
SELECT resource.arn AS resource, event_source, event_name, count(*) AS events,
  count(DISTINCT caller) AS callers, count(error_code) AS errors,
  sum(CAST(get_json_object(additional_event_data, '$.bytesTransferredIn') AS DOUBLE)) AS bytes_in,
  sum(CAST(get_json_object(additional_event_data, '$.bytesTransferredOut') AS DOUBLE)) AS bytes_out
FROM events LATERAL VIEW explode(resources) AS resource
WHERE event_category = 'Data' AND resource.arn IS NOT NULL
GROUP BY resource.arn, event_source, event_name
ORDER BY events DESC, resource, event_source, event_name
