-- title: Console sign-ins
-- question: Who signed in to the console, from where, with MFA?
-- column: event_time -- when, UTC
-- column: caller -- stable key of the caller
-- column: caller_name -- the caller for people to read
-- column: person -- who stands behind it
-- column: recipient_account_id -- account
-- column: result -- Success or Failure
-- column: mfa -- whether MFA was used, where the record says it
-- column: source_ip_address -- address
-- column: failed_before -- failed attempts of the caller since the last success, count
-- column: error_message -- why it failed
-- column: user_agent -- browser
-- column: event_id -- id of the event
-- chart: bar failed_before by caller_name top 20
-- order: event_time, event_id, caller
WITH logins AS (
  SELECT
    event_time, caller, caller_name, person, recipient_account_id,
    coalesce(get_json_object(response_elements, '$.ConsoleLogin'), 'Failure') AS result,
    get_json_object(additional_event_data, '$.MFAUsed') = 'Yes' AS mfa,
    source_ip_address, error_message, user_agent, event_id
  FROM events
  WHERE event_source LIKE 'signin.%' AND event_name = 'ConsoleLogin'
),
numbered AS (
  SELECT *, coalesce(
    sum(CAST(result = 'Success' AS BIGINT)) OVER (
      PARTITION BY caller, recipient_account_id ORDER BY event_time, event_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS sitting
  FROM logins
)
SELECT
  event_time, caller, caller_name, person, recipient_account_id, result, mfa, source_ip_address,
  coalesce(
    sum(CAST(result <> 'Success' AS BIGINT)) OVER (
      PARTITION BY caller, recipient_account_id, sitting ORDER BY event_time, event_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS failed_before,
  error_message, user_agent, event_id
FROM numbered
