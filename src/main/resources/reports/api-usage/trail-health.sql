-- title: Trail health
-- question: Is anything missing from the trail?
-- column: recipient_account_id -- account
-- column: aws_region -- region
-- column: event_category -- category
-- column: events -- events, count
-- column: first_event -- earliest, UTC
-- column: last_event -- latest, UTC
-- column: silent_hours -- hours between them without an event, count
-- column: lag_p50 -- from event to delivery, half of the events, seconds
-- column: lag_p95 -- 95 of 100 events, seconds
-- column: lag_max -- the slowest event, seconds
-- column: late_events -- events that were delivered more than an hour later, count
-- column: objects -- trail objects of the key's account, region and kind that were delivered in the window, count
-- column: duplicates -- second deliveries in them that were dropped, count
-- column: quarantined -- damaged objects and bad records in them, count
-- column: new_fields -- fields of events, not of what is in them, that no column knows
-- column: new_services -- services that the window before did not have here
-- chart: bar events by recipient_account_id per event_category
-- order: recipient_account_id, aws_region, event_category
WITH delivered AS (
  SELECT source_file, delivery_time FROM files WHERE delivery_date >= :from
),
lags AS (
  SELECT e.recipient_account_id, e.aws_region, e.event_category, e.event_time,
    (unix_micros(f.delivery_time) - unix_micros(e.event_time)) DIV 1000000 AS lag,
    f.delivery_time > e.event_time + INTERVAL 1 HOUR AS late,
    json_object_keys(e.unknown_fields) AS unknown_fields
  FROM events e LEFT JOIN delivered f ON e.source_file = f.source_file
),
seen AS (
  SELECT recipient_account_id, aws_region, event_category, count(*) AS events,
    min(event_time) AS first_event, max(event_time) AS last_event,
    timestampdiff(
      HOUR, date_trunc('HOUR', min(event_time)), date_trunc('HOUR', max(event_time))) + 1
      - size(collect_set(unix_seconds(event_time) DIV 3600)) AS silent_hours,
    percentile(lag, array(0.5, 0.95)) AS lags, max(lag) AS lag_max, count_if(late) AS late_events,
    nullif(array_join(array_sort(array_except(
      flatten(collect_set(unknown_fields)),
      array(
        'eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion',
        'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestParameters',
        'responseElements', 'additionalEventData', 'requestID', 'eventID', 'eventId',
        'eventType', 'apiVersion', 'managementEvent', 'readOnly', 'resources',
        'recipientAccountId', 'serviceEventDetails', 'sharedEventID', 'vpcEndpointId',
        'vpcEndpointAccountId', 'eventCategory', 'addendum', 'sessionCredentialFromConsole',
        'eventContext', 'edgeDeviceDetails', 'tlsDetails', 'insightDetails', 'accountId',
        'timeWindow', 'summary')
      )), ', '), '') AS new_fields
  FROM lags
  GROUP BY recipient_account_id, aws_region, event_category
),
objects AS (
  SELECT account, region,
    CASE kind
      WHEN 'insight' THEN 'Insight'
      WHEN 'network-activity' THEN 'NetworkActivity'
      WHEN 'aggregated' THEN 'Aggregated'
      ELSE 'Management'
    END AS category,
    count(*) AS objects, sum(duplicates) AS duplicates,
    sum(records_quarantined) + count_if(state = 'quarantined') AS quarantined
  FROM files
  WHERE delivery_date >= :from AND delivery_date < :to
    AND (size(:accounts) = 0 OR array_contains(:accounts, account))
    AND (size(:regions) = 0 OR array_contains(:regions, region))
  GROUP BY account, region, category
),
was AS (
  SELECT DISTINCT recipient_account_id, aws_region, event_category, event_source FROM usage_before
),
news AS (
  SELECT recipient_account_id, aws_region, event_category,
    nullif(array_join(array_sort(collect_set(event_source)), ', '), '') AS new_services
  FROM (
    SELECT DISTINCT recipient_account_id, aws_region, event_category, event_source
    FROM usage e
    WHERE EXISTS (SELECT * FROM was)
      AND NOT EXISTS (
        SELECT * FROM was w
        WHERE w.recipient_account_id <=> e.recipient_account_id AND w.aws_region <=> e.aws_region
          AND w.event_category <=> e.event_category AND w.event_source <=> e.event_source))
  GROUP BY recipient_account_id, aws_region, event_category
)
SELECT
  coalesce(s.recipient_account_id, o.account) AS recipient_account_id,
  coalesce(s.aws_region, o.region) AS aws_region,
  coalesce(s.event_category, o.category) AS event_category,
  coalesce(s.events, 0) AS events, s.first_event, s.last_event, s.silent_hours,
  s.lags[0] AS lag_p50, s.lags[1] AS lag_p95, s.lag_max, coalesce(s.late_events, 0) AS late_events,
  o.objects, o.duplicates, o.quarantined, s.new_fields, n.new_services
FROM seen s
  FULL JOIN objects o ON s.recipient_account_id <=> o.account AND s.aws_region <=> o.region
    AND s.event_category <=> o.category
  LEFT JOIN news n ON s.recipient_account_id <=> n.recipient_account_id
    AND s.aws_region <=> n.aws_region AND s.event_category <=> n.event_category
