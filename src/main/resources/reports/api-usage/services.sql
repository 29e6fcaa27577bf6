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
SELECT event_source, sum(events) AS events, round(sum(events) / sum(sum(events)) OVER (), 4) AS share,
  sum(if(coalesce(read_only, false), 0, events)) AS writes,
  size(collect_set(event_name)) AS apis, size(collect_set(caller)) AS callers,
  size(collect_set(recipient_account_id)) AS accounts,
  sum(if(error_code IS NULL, 0, events)) AS errors,
  sum(if(error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$', events, 0))
    AS throttled
FROM usage
GROUP BY event_source
