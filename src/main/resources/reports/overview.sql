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
WITH used AS (
  SELECT caller, person, recipient_account_id, aws_region, event_source, event_name, source_ip_address,
    count(*) AS events
  FROM events
  GROUP BY caller, person, recipient_account_id, aws_region, event_source, event_name, source_ip_address
),
behaviours AS (
  SELECT kind, subject, value, sum(events) AS events
  FROM (
    SELECT events, inline(array(
      struct('api' AS kind, caller AS subject, concat(event_source, ':', event_name) AS value),
      struct('region' AS kind, caller AS subject, aws_region AS value),
      struct('address' AS kind, caller AS subject, source_ip_address AS value),
      struct('service' AS kind, recipient_account_id AS subject, event_source AS value)))
    FROM used)
  GROUP BY kind, subject, value
),
totals AS (
  SELECT count(*) AS events, count(error_code) AS errors,
    count_if(error_code RLIKE '(?i)AccessDenied|Unauthorized|Forbidden|^AuthFailure$') AS denied,
    count_if(error_code RLIKE '(?i)Throttl|RequestLimitExceeded|TooManyRequests|ThroughputExceeded|^SlowDown$')
      AS throttled,
    count_if(caller_kind = 'root') AS root_events,
    count_if(NOT coalesce(read_only, false)
      AND NOT coalesce(session_mfa_authenticated, false)
      AND event_source NOT LIKE 'signin.%'
      AND (caller_kind IN ('root', 'user', 'federated', 'identity-center')
        OR (caller_kind = 'role' AND person_rule = 'link' 
          AND (person LIKE 'arn:%:user/%' OR person LIKE 'arn:%:root')))) AS writes_without_mfa,
    count_if(event_source LIKE 'signin.%' AND event_name = 'ConsoleLogin'
      AND (error_code IS NOT NULL OR error_message IS NOT NULL)) AS failed_logins,
    min(event_time) AS first_event, max(event_time) AS last_event
  FROM events
),
different AS (
  SELECT size(collect_set(caller)) AS callers, size(collect_set(person)) AS people,
    size(collect_set(recipient_account_id)) AS accounts,
    size(collect_set(aws_region)) AS regions, size(collect_set(event_source)) AS event_sources,
    size(collect_set(struct(event_source, event_name))) AS apis
  FROM used
),
delivered AS (
  SELECT source_file, delivery_time FROM files WHERE delivery_date >= :from
)
SELECT t.events, (SELECT count(*) FROM before) AS events_before, d.callers, d.people, d.accounts, d.regions, d.event_sources, d.apis, t.errors, t.denied, t.throttled, t.root_events,
  t.writes_without_mfa, t.failed_logins,
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
    WHERE timestampdiff(SECOND, e.event_time, f.delivery_time) > 3600) AS late_events,
  t.first_event, t.last_event
FROM totals t CROSS JOIN different d
