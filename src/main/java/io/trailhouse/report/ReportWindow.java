package io.trailhouse.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * The events that reports are about.
 *
 * @param from the first day of event_time, UTC, included
 * @param to the day behind the last one, not included
 * @param accounts recipient accounts; empty for all
 * @param regions regions; empty for all
 * @param eventSources event sources; empty for all
 * @param callers callers; empty for all
 */
public record ReportWindow(
    LocalDate from,
    LocalDate to,
    Set<String> accounts,
    Set<String> regions,
    Set<String> eventSources,
    Set<String> callers) {

  /** Refuses a window without a day. */
  public ReportWindow {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "--from %s must be before --to %s: --from is included, --to is not".formatted(from, to));
    }
    accounts = Set.copyOf(accounts);
    regions = Set.copyOf(regions);
    eventSources = Set.copyOf(eventSources);
    callers = Set.copyOf(callers);
  }

  /** The window of the same length before it, with the same filters. */
  ReportWindow before() {
    long days = ChronoUnit.DAYS.between(from, to);
    return new ReportWindow(from.minusDays(days), from, accounts, regions, eventSources, callers);
  }

  /** Which events are in it: whole days, which are also what the table is partitioned by. */
  Column contains() {
    return inDays()
        .and(oneOf("recipient_account_id", accounts))
        .and(oneOf("aws_region", regions))
        .and(oneOf("event_source", eventSources))
        .and(oneOf("caller", callers));
  }

  /** Which rows of a table partitioned by event_date are of its days. */
  Column inDays() {
    return col("event_date").geq(lit(from)).and(col("event_date").lt(lit(to)));
  }

  private static Column oneOf(String column, Set<String> values) {
    return values.isEmpty() ? lit(true) : col(column).isin(new TreeSet<>(values).toArray());
  }

  /** The filters in words, such as {@code account=111122223333 region=eu-west-1}; empty if none. */
  public String filters() {
    List<String> filters = new ArrayList<>();
    describe(filters, "account", accounts);
    describe(filters, "region", regions);
    describe(filters, "event-source", eventSources);
    describe(filters, "caller", callers);
    return String.join(" ", filters);
  }

  private static void describe(List<String> filters, String name, Set<String> values) {
    if (!values.isEmpty()) {
      filters.add(name + "=" + String.join(",", new TreeSet<>(values)));
    }
  }
}
