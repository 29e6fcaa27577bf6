-- title: Sessions
-- question: When did people sit down, with which tool, and what did they do?
-- column: event_date -- day that is counted, UTC
-- column: person -- whose sitting it is
-- column: person_rule -- what proves it
-- column: caller -- stable key of the caller
-- column: session_name -- name of the role session
-- column: client -- tool that was used
-- column: started -- first event of the sitting, UTC; before the day if it went on over midnight
-- column: ended -- last event of the sitting on the day, UTC
-- column: duration_seconds -- from started to ended, seconds
-- column: events -- events on the day, count
-- column: writes -- events that are not read-only, count
-- column: errors -- events that failed, count
-- column: chained_to -- who made the session, as a key of people
-- column: actor -- who held the credentials, as a key of people
-- chart: bar events by person top 20
-- order: started, person, caller, session_name, client, actor, event_date
SELECT event_date, person, person_rule, caller, session_name, client, started, ended,
  duration_seconds, events, writes, errors, chained_to, actor
FROM sessions
