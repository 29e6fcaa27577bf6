package io.trailhouse.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

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
          "a window must start before it ends, cannot be: %s to %s".formatted(from, to));
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
}
