-- title: Overview
-- question: What happened?
-- column: events -- events, count
-- column: events_before -- events in the window of the same length before it, count
-- column: callers -- different callers, count
-- column: people -- different people behind them, count
-- column: accounts -- different accounts, count
-- column: regions -- different regions, count
-- column: event_sources -- different services, count
-- column: apis -- different APIs, count
-- column: errors -- events with an error code, count
-- column: denied -- events that were denied, count
-- column: throttled -- events that were throttled, count
-- column: root_events -- events of root, count
-- column: writes_without_mfa -- writes by people for which the trail shows no MFA, count
-- column: failed_logins -- console sign-ins that failed, count
-- column: new_behaviours -- APIs, regions and addresses that a caller, and services that an account used for the first time, count
-- column: quarantined -- damaged objects and bad records that were delivered in the window, count
-- column: late_events -- events that were delivered more than an hour later, count
-- column: first_event -- earliest, UTC
-- column: last_event -- latest, UTC
-- order: events
WITH totals AS (
  SELECT coalesce(sum(events), 0) AS events,
    coalesce(sum(events) FILTER (WHERE error_code IS NOT NULL), 0) AS errors,
    coalesce(sum(events) FILTER (
      WHERE error_code RLIKE '(?i)AccessDenied|Unauthorized|Forbidden|^AuthFailure$'), 0) AS denied,
    coalesce(sum(events) FILTER (
      WHERE error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$'), 0)
      AS throttled,
    coalesce(sum(events) FILTER (WHERE caller_kind = 'root'), 0) AS root_events,
    coalesce(sum(events) FILTER (
      WHERE NOT coalesce(read_only, false)
        AND NOT coalesce(session_mfa_authenticated, false)
        AND event_source NOT LIKE 'signin.%'
        AND (caller_kind IN ('root', 'user', 'federated', 'identity-center')
          OR (caller_kind = 'role' AND person_rule = 'link'
            AND (person LIKE 'arn:%:user/%' OR person LIKE 'arn:%:root')))), 0) AS writes_without_mfa,
    coalesce(sum(events) FILTER (
      WHERE event_source LIKE 'signin.%' AND event_name = 'ConsoleLogin'
        AND (error_code IS NOT NULL OR error_message IS NOT NULL)), 0) AS failed_logins,
    size(collect_set(caller)) AS callers, size(collect_set(person)) AS people,
    size(collect_set(recipient_account_id)) AS accounts,
    size(collect_set(aws_region)) AS regions, size(collect_set(event_source)) AS event_sources,
    size(collect_set(struct(event_source, event_name))) AS apis,
    min(first_seen) AS first_event, max(last_seen) AS last_event
  FROM usage
),
delivered AS (
  SELECT source_file, delivery_time FROM files WHERE delivery_date >= :from
)
SELECT events, (SELECT coalesce(sum(events), 0) FROM usage_before) AS events_before, callers, people,
  accounts, regions, event_sources, apis, errors, denied, throttled, root_events, writes_without_mfa,
  failed_logins,
  (SELECT count(*)
    FROM first_seen f JOIN behaviours b
      ON f.kind = b.kind AND f.subject <=> b.subject AND f.value <=> b.value
    WHERE f.first_seen >= CAST(:from AS TIMESTAMP) AND f.first_seen < CAST(:to AS TIMESTAMP))
    AS new_behaviours,
  (SELECT count(*) FROM quarantine
    WHERE coalesce(delivery_date, to_date(quarantined_at)) >= :from
      AND coalesce(delivery_date, to_date(quarantined_at)) < :to
      AND (size(:accounts) = 0 OR array_contains(:accounts, account))
      AND (size(:regions) = 0 OR array_contains(:regions, region))) AS quarantined,
  (SELECT count(*) FROM events e JOIN delivered f ON e.source_file = f.source_file
    WHERE f.delivery_time > e.event_time + INTERVAL 1 HOUR) AS late_events,
  first_event, last_event
FROM totals
