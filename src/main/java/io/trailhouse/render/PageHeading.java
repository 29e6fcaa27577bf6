package io.trailhouse.render;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a page says it is about.
 *
 * @param lake the lake's name for people
 * @param from the first day, UTC
 * @param to the day behind the last one
 * @param accounts recipient accounts that were asked for; empty for all
 * @param regions regions that were asked for; empty for all
 * @param eventSources event sources that were asked for; empty for all
 * @param callers callers that were asked for; empty for all
 * @param generatedAt when the page was made
 */
public record PageHeading(
    String lake,
    LocalDate from,
    LocalDate to,
    List<String> accounts,
    List<String> regions,
    List<String> eventSources,
    List<String> callers,
    Instant generatedAt) {

  /** A heading is what it was made from. */
  public PageHeading {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
    eventSources = List.copyOf(eventSources);
    callers = List.copyOf(callers);
  }
}
