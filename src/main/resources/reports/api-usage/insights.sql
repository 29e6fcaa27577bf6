-- title: Insights
-- question: Which anomalies did AWS report, from when to when?
-- column: shared_event_id -- id that start and end share
-- column: recipient_account_id -- account
-- column: aws_region -- region
-- column: insight_type -- ApiCallRateInsight or ApiErrorRateInsight
-- column: event_source -- service
-- column: event_name -- API
-- column: error_code -- error, for an error rate
-- column: started -- start, UTC; null if it is before the window
-- column: ended -- end, UTC; null if it goes on
-- column: baseline_average -- calls a minute before
-- column: insight_average -- calls a minute during it
-- order: started, shared_event_id
SELECT shared_event_id, max(recipient_account_id) AS recipient_account_id,
  max(aws_region) AS aws_region,
  max(get_json_object(insight_details, '$.insightType')) AS insight_type,
  max(get_json_object(insight_details, '$.eventSource')) AS event_source,
  max(get_json_object(insight_details, '$.eventName')) AS event_name,
  max(get_json_object(insight_details, '$.errorCode')) AS error_code,
  min(CASE WHEN get_json_object(insight_details, '$.state') = 'Start' THEN event_time END) AS started,
  max(CASE WHEN get_json_object(insight_details, '$.state') = 'End' THEN event_time END) AS ended,
  max(CAST(get_json_object(
    insight_details, '$.insightContext.statistics.baseline.average') AS DOUBLE)) AS baseline_average,
  max(CAST(get_json_object(
    insight_details, '$.insightContext.statistics.insight.average') AS DOUBLE)) AS insight_average
FROM events
WHERE event_category = 'Insight'
GROUP BY shared_event_id
ORDER BY started, shared_event_id
