-- title: Trail health
-- question: Is anything missing from the trail?
-- column: recipient_account_id -- account
-- column: aws_region -- region
-- column: event_category -- category
-- column: events -- events, count
-- column: first_event -- earliest, UTC
-- column: last_event -- latest, UTC
-- column: silent_hours -- hours of the span without an event, count
-- order: recipient_account_id, aws_region, event_category
SELECT recipient_account_id, aws_region, event_category, count(*) AS events,
  min(event_time) AS first_event, max(event_time) AS last_event,
  CAST(
    (unix_timestamp(date_trunc('HOUR', max(event_time)))
      - unix_timestamp(date_trunc('HOUR', min(event_time)))) / 3600 + 1
      - count(DISTINCT date_trunc('HOUR', event_time)) AS BIGINT) AS silent_hours
FROM events
GROUP BY recipient_account_id, aws_region, event_category
ORDER BY recipient_account_id, aws_region, event_category
