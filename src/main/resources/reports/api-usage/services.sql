-- title: Services
-- question: Which services, with what share, more or less than before?
-- column: event_source -- service
-- column: events -- events, count
-- column: share -- events / all events, 0 to 1
-- column: events_before -- events in the window before, count
-- column: change -- events / events_before - 1; null if there were none
-- column: callers -- different callers, count
-- column: errors -- events with an error code, count
-- chart: bar events by event_source top 20
-- order: events desc, event_source
WITH was AS (SELECT event_source, count(*) AS events FROM before GROUP BY event_source)
SELECT e.event_source, count(*) AS events,
  round(count(*) / sum(count(*)) OVER (), 4) AS share,
  coalesce(max(w.events), 0) AS events_before,
  round(count(*) / max(w.events) - 1, 4) AS change,
  count(DISTINCT e.caller) AS callers, count(e.error_code) AS errors
FROM events e LEFT JOIN was w ON e.event_source <=> w.event_source
GROUP BY e.event_source
ORDER BY events DESC, event_source
