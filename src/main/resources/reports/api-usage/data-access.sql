-- title: Data access
-- question: Which objects and tables are touched most?
-- column: resource -- ARN of the resource; an object's bucket is a resource too
-- column: resource_type -- what it is
-- column: event_source -- service
-- column: event_name -- API
-- column: events -- events, count
-- column: callers -- different callers, count
-- column: errors -- events with an error code, count
-- column: bytes_in -- sent to it, bytes
-- column: bytes_out -- read from it, bytes
-- column: last_seen -- latest, UTC
-- chart: bar events by resource top 20
-- key: resource, event_source, event_name
-- measure: events
-- order: events desc, resource, event_source, event_name
WITH touched AS (
  SELECT array_distinct(transform(resources, r -> coalesce(r.arn, r.arn_prefix))) AS touched,
    transform(resources, r -> struct(coalesce(r.arn, r.arn_prefix) AS arn, r.type)) AS named,
    event_source, event_name, caller, error_code, event_time,
    CAST(try_cast(bytes_in AS DOUBLE) AS BIGINT) AS bytes_in,
    CAST(try_cast(bytes_out AS DOUBLE) AS BIGINT) AS bytes_out
  FROM events LATERAL VIEW
    json_tuple(additional_event_data, 'bytesTransferredIn', 'bytesTransferredOut') transferred AS bytes_in, bytes_out
  WHERE event_category = 'Data'
)
SELECT resource,
  max(array_max(transform(filter(named, r -> r.arn = resource), r -> r.type))) AS resource_type, event_source, event_name,
  count(*) AS events, count(DISTINCT caller) AS callers, count(error_code) AS errors,
  sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out, max(event_time) AS last_seen
FROM touched LATERAL VIEW explode(touched) AS resource
WHERE resource IS NOT NULL
GROUP BY resource, event_source, event_name
