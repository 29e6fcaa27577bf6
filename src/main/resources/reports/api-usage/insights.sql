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
-- column: ended -- end, UTC; null if it is after the window
-- column: minutes -- from start to end, as AWS counts them
-- column: baseline_average -- calls or errors a minute before
-- column: insight_average -- calls or errors a minute during it
-- order: started, ended, shared_event_id, recipient_account_id
WITH told AS (
  SELECT coalesce(shared_event_id, event_id) AS shared_event_id, recipient_account_id, aws_region,
    event_time, insight_details AS details,
    get_json_object(insight_details, '$.state') AS state
  FROM events
  WHERE event_category = 'Insight'
)
SELECT shared_event_id, recipient_account_id, max(aws_region) AS aws_region,
  max(get_json_object(details, '$.insightType')) AS insight_type,
  max(get_json_object(details, '$.eventSource')) AS event_source,
  max(get_json_object(details, '$.eventName')) AS event_name,
  max(get_json_object(details, '$.errorCode')) AS error_code,
  min(event_time) FILTER (WHERE state = 'Start') AS started,
  max(event_time) FILTER (WHERE state = 'End') AS ended,
  max(try_cast(get_json_object(details, '$.insightContext.statistics.insightDuration') AS BIGINT))
    AS minutes,
  max(try_cast(get_json_object(details, '$.insightContext.statistics.baseline.average') AS DOUBLE))
    AS baseline_average,
  max(try_cast(get_json_object(details, '$.insightContext.statistics.insight.average') AS DOUBLE))
    AS insight_average
FROM told
GROUP BY shared_event_id, recipient_account_id
