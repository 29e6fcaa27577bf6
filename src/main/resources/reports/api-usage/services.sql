-- title: Services
-- question: Which services, with what share, more or less than before?
-- column: event_source -- service
-- column: events -- events, count
-- column: share -- events / all events, 0 to 1
-- column: writes -- events that are not read-only, count
-- column: apis -- different APIs, count
-- column: callers -- different callers, count
-- column: accounts -- different accounts, count
-- column: errors -- events with an error code, count
-- column: throttled -- events that were throttled, count
-- chart: bar events by event_source top 20
-- key: event_source
-- measure: events
-- order: events desc, event_source
WITH used AS (
  SELECT event_source, event_name, caller, recipient_account_id, count(*) AS events,
    count_if(NOT coalesce(read_only, false)) AS writes, count(error_code) AS errors,
    count_if(error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$')
      AS throttled
  FROM events
  GROUP BY event_source, event_name, caller, recipient_account_id
)
SELECT event_source, sum(events) AS events, round(sum(events) / sum(sum(events)) OVER (), 4) AS share,
  sum(writes) AS writes, size(collect_set(event_name)) AS apis, size(collect_set(caller)) AS callers,
  size(collect_set(recipient_account_id)) AS accounts, sum(errors) AS errors,
  sum(throttled) AS throttled
FROM used
GROUP BY event_source
