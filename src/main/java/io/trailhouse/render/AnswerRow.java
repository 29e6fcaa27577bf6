package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an answer, by the names of its columns.
 *
 * @param answer the answer
 * @param values the row
 */
record AnswerRow(ReportAnswer answer, List<@Nullable Object> values) {

  private @Nullable Object value(String column) {
    for (int at = 0; at < answer.columns().size(); at++) {
      if (answer.columns().get(at).name().equals(column)) {
        return values.get(at);
      }
    }
    return null;
  }

  /** A count; null if there is no such column, or nothing in it. */
  @Nullable Long count(String column) {
    return value(column) instanceof Number number ? number.longValue() : null;
  }

  /** A time; null if there is no such column, or nothing in it. */
  @Nullable Instant time(String column) {
    return value(column) instanceof Instant time ? time : null;
  }

  /** A text; null if there is no such column, or nothing in it. */
  @Nullable String text(String column) {
    return value(column) instanceof String text && !text.isEmpty() ? text : null;
  }
}
