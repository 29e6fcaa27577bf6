-- title: Throttling
-- question: Who runs into limits, and how hard?
-- column: event_source -- service
-- column: event_name -- API
-- column: caller -- stable key of the caller
-- column: events -- events, count
-- column: throttled -- events that were throttled, count
-- column: share -- throttled / events, 0 to 1
-- column: peak_per_minute -- most events of the caller and API in one minute, count
-- chart: bar throttled by event_name top 20
-- key: event_source, event_name, caller
-- measure: throttled
-- order: throttled desc, event_source, event_name, caller
WITH limited AS (
  SELECT DISTINCT event_source, event_name, caller
  FROM usage
  WHERE error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$'
),
minutes AS (
  SELECT e.event_source, e.event_name, e.caller, count(*) AS events,
    count_if(error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$')
      AS throttled
  FROM events e LEFT SEMI JOIN limited l
    ON e.event_source <=> l.event_source AND e.event_name <=> l.event_name AND e.caller <=> l.caller
  GROUP BY e.event_source, e.event_name, e.caller, unix_seconds(e.event_time) DIV 60
)
SELECT event_source, event_name, caller, sum(events) AS events, sum(throttled) AS throttled,
  round(sum(throttled) / sum(events), 4) AS share, max(events) AS peak_per_minute
FROM minutes
GROUP BY event_source, event_name, caller
