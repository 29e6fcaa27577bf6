package io.trailhouse.bench;

/**
 * Questions such as reports ask, in the SQL that Spark and DuckDB share. Days are those that {@link
 * io.trailhouse.sample.GeneratedTrail} starts with.
 */
enum LakeQuery {
  /** Who called which API on which day. */
  CALLS_BY_DAY(
      "calls by day, caller, API",
      """
      SELECT event_date, caller, event_source, event_name, count(*) AS calls
      FROM events GROUP BY 1, 2, 3, 4 ORDER BY calls DESC, 1, 2, 3, 4 LIMIT 100\
      """),
  /** Who got which errors, and when last. */
  ERRORS(
      "errors by caller",
      """
      SELECT caller, error_code, count(*) AS errors, max(event_time) AS latest
      FROM events WHERE error_code IS NOT NULL
      GROUP BY 1, 2 ORDER BY errors DESC, 1, 2 LIMIT 100\
      """),
  /** From where callers came that they had not come from on the first day. */
  NEW_ADDRESSES(
      "new addresses of callers",
      """
      SELECT caller, source_ip_address, min(event_time) AS first_seen
      FROM events GROUP BY 1, 2
      HAVING min(event_date) > DATE '2026-09-28' ORDER BY 3, 1, 2 LIMIT 100\
      """),
  /** What happened to one service on one day. */
  ONE_DAY_ONE_SOURCE(
      "one day of one source",
      """
      SELECT event_name, caller, count(*) AS calls, count(error_code) AS errors
      FROM events
      WHERE event_date = DATE '2026-09-28' AND event_source = 's3.amazonaws.com'
      GROUP BY 1, 2 ORDER BY calls DESC, 1, 2 LIMIT 100\
      """),
  /** The latest changes of a day with all that was asked for. */
  LATEST_CHANGES(
      "latest changes of one day",
      """
      SELECT event_time, event_id, caller, event_name, request_parameters
      FROM events WHERE event_date = DATE '2026-09-28' AND read_only = false
      ORDER BY 1 DESC, 2 LIMIT 100\
      """);

  private final String label;
  private final String sql;

  LakeQuery(String label, String sql) {
    this.label = label;
    this.sql = sql;
  }

  /** What tables call it. */
  String label() {
    return label;
  }

  /** Its text, over a view {@code events}. */
  String sql() {
    return sql;
  }
}
