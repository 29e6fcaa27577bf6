-- title: Network activity
-- question: Which traffic goes through VPC endpoints, and what is denied there?
-- column: vpc_endpoint_id -- endpoint
-- column: vpc_endpoint_account_id -- owner of the endpoint
-- column: recipient_account_id -- account
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error, if it was denied
-- column: events -- events, count
-- column: callers -- different callers, count
-- chart: bar events by vpc_endpoint_id top 20
-- order: events desc, vpc_endpoint_id, event_source, event_name
SELECT vpc_endpoint_id, vpc_endpoint_account_id, recipient_account_id, event_source, event_name,
  error_code, count(*) AS events, count(DISTINCT caller) AS callers
FROM events
WHERE event_category = 'NetworkActivity' OR vpc_endpoint_id IS NOT NULL
GROUP BY ALL
ORDER BY events DESC, vpc_endpoint_id, event_source, event_name, error_code, recipient_account_id
