-- title: Network activity
-- question: Which traffic goes through VPC endpoints, and what is denied there?
-- column: vpc_endpoint_id -- endpoint
-- column: vpc_endpoint_account_id -- owner of the endpoint
-- column: recipient_account_id -- account
-- column: event_category -- Management, Data or NetworkActivity
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error, if it was denied; null for success
-- column: events -- events, count
-- column: callers -- different callers, count
-- column: first_seen -- earliest, UTC
-- column: last_seen -- latest, UTC
-- chart: bar events by vpc_endpoint_id top 20
-- key: vpc_endpoint_id, vpc_endpoint_account_id, recipient_account_id, event_category, event_source, event_name, error_code
-- measure: events
-- order: events desc, vpc_endpoint_id, event_source, event_name, error_code, recipient_account_id, event_category, vpc_endpoint_account_id
SELECT vpc_endpoint_id, vpc_endpoint_account_id, recipient_account_id, event_category, event_source,
  event_name, error_code, sum(events) AS events, size(collect_set(caller)) AS callers,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM usage
WHERE event_category = 'NetworkActivity' OR vpc_endpoint_id IS NOT NULL
GROUP BY vpc_endpoint_id, vpc_endpoint_account_id, recipient_account_id, event_category, event_source,
  event_name, error_code
