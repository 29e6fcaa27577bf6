package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Days in a row that are resolved together, each from its own events and those of the look-back
 * before it.
 *
 * @param from the first day, UTC
 * @param to the day behind the last one
 * @param lookBack how far back a day sees
 */
record Span(LocalDate from, LocalDate to, Duration lookBack) {

  /** How many days before a day have events that it sees. */
  static int daysBack(Duration lookBack) {
    return Math.toIntExact((lookBack.toSeconds() + 86_399) / 86_400);
  }

  /**
   * The events that any of the days sees; {@code days_on} is how many days after its own still see
   * an event.
   */
  Dataset<Row> within(Dataset<Row> events) {
    Instant start = from.atStartOfDay(ZoneOffset.UTC).toInstant().minus(lookBack);
    return events
        .where(
            col("event_date")
                .geq(lit(from.minusDays(daysBack(lookBack))))
                .and(col("event_date").lt(lit(to)))
                .and(col("event_time").geq(lit(start))))
        .withColumn(
            "days_on",
            expr(
                "CAST(floor((unix_seconds(event_time) - 86400L * unix_date(event_date) + %dL) / 86400) AS INT)"
                    .formatted(lookBack.toSeconds())));
  }

  /** Gives each row to the days that see it: a row of its own for each, told by {@code day}. */
  Dataset<Row> days(Dataset<Row> rows) {
    Dataset<Row> each =
        lookBack.isZero()
            ? rows.withColumn("day", col("event_date"))
            : rows.withColumn(
                "day", expr("explode(sequence(event_date, date_add(event_date, days_on)))"));
    return each.where(col("day").geq(lit(from)).and(col("day").lt(lit(to)))).drop("days_on");
  }

  /** How many days there are. */
  long length() {
    return ChronoUnit.DAYS.between(from, to);
  }
}
