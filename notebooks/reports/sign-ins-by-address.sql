-- title: Sign-ins by address
-- question: From which addresses do people sign in to the console, and how often does it fail?
-- column: source_ip_address -- address that the sign-in came from
-- column: sign_ins -- sign-ins, count
-- column: failed -- sign-ins that failed, count
-- column: callers -- different callers, count
-- chart: bar sign_ins by source_ip_address top 20
-- key: source_ip_address
-- measure: sign_ins
-- order: sign_ins desc, source_ip_address
SELECT
  source_ip_address,
  count(*) AS sign_ins,
  count_if(error_message IS NOT NULL) AS failed,
  count(DISTINCT caller) AS callers
FROM events
WHERE event_name = 'ConsoleLogin'
GROUP BY source_ip_address
