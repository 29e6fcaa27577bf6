package io.trailhouse.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report answers about a window.
 *
 * @param report the report
 * @param columns the columns of the rows, in order
 * @param rows the first rows in the report's order; a value is null, or of its column's type
 * @param rowCount how many rows there are in all
 * @param changes how many rows there are of each kind, in the words of the column named change:
 *     new, up, down, same, and gone for rows that only the window before has; empty for a report
 *     that is not compared, or if the window before has no events
 */
public record ReportAnswer(
    Report report,
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    long rowCount,
    Map<String, Long> changes) {

  /**
   * A column of an answer: one that the report names, or one that comparing with the window before
   * added.
   *
   * @param name snake_case, the same in every form
   * @param type what its values are
   * @param comment what it holds, with its unit
   */
  public record Column(String name, Type type, String comment) {}

  /** What the values of a column are. */
  public enum Type {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}. */
    COUNT,
    /** A {@link Double}. */
    NUMBER,
    /** A {@link Boolean}. */
    TRUTH,
    /** A {@link java.time.Instant}. */
    TIME,
    /** A {@link java.time.LocalDate}, UTC. */
    DAY
  }
}
