package io.trailhouse.bench;

import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Queries over a trail that is not in a table. The first column of their one row counts records.
 */
final class ScanQuery {

  private ScanQuery() {}

  /** Counts records by service, API and error. */
  static String three(String trail) {
    return """
    SELECT CAST(sum(records) AS BIGINT) AS records, count(*) AS groups
    FROM (
      SELECT event_source, event_name, error_code, count(*) AS records
      FROM %s GROUP BY event_source, event_name, error_code)\
    """
        .formatted(trail);
  }

  /** Counts records, and weighs each column that stands in a record. */
  static String all(String trail, Function<EventColumn, String> weight) {
    return Arrays.stream(EventColumn.values())
        .filter(column -> column.path() != null)
        .map(weight)
        .collect(Collectors.joining(", ", "SELECT count(*) AS records, ", " FROM " + trail));
  }
}
