package io.trailhouse.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all contenders did the same work, as far as counts can tell. */
final class Checks {

  private static final Set<Discipline> NEED_NO_RECORDS =
      EnumSet.of(Discipline.NOTHING_NEW, Discipline.NOTHING_NEW_SMALL, Discipline.COLD_START);

  /** Those that are measured only where somebody asks for them, or something is there for them. */
  private static final Set<Discipline> OPTIONAL =
      EnumSet.of(Discipline.COPIES, Discipline.GROWTH, Discipline.COLD_START);

  private final List<String> complaints = new ArrayList<>();

  private Checks() {}

  /** What does not agree, a sentence each; none if all is well. */
  static List<String> of(Results results) {
    Checks checks = new Checks();
    results.heats().forEach(checks::check);
    EnumSet.complementOf(EnumSet.copyOf(OPTIONAL)).stream()
        .filter(discipline -> results.of(discipline).findAny().isEmpty())
        .forEach(discipline -> checks.complaints.add(discipline.title() + " was not measured"));
    return checks.complaints;
  }

  private void check(Heat heat) {
    for (Series series : heat.series()) {
      if (series.rounds().isEmpty()) {
        complaints.add("%s: %s was never counted".formatted(heat.title(), series.name()));
        continue;
      }
      for (Measurement round : series.rounds()) {
        check(heat, series, round.outcome());
      }
    }
  }

  private void check(Heat heat, Series series, Outcome outcome) {
    String who = heat.title() + ": " + series.name();
    Map<String, Long> details = outcome.details();
    if (NEED_NO_RECORDS.contains(heat.discipline())) {
      expect(who, "new objects", 0, details.getOrDefault("new objects", 0L));
      return;
    }
    if (series.name().equals(Programme.GUNZIP)) {
      expect(who, "bytes", heat.trail() == null ? 0 : heat.trail().jsonBytes(), outcome.bytes());
      return;
    }
    expect(who, "records", records(heat), outcome.records());
    expect(who, "quarantined", 0, details.getOrDefault("quarantined", 0L));
    expect(who, "damaged", 0, details.getOrDefault("damaged", 0L));
    if (details.containsKey("rows")) {
      expect(
          who,
          "rows and duplicates",
          outcome.records(),
          details.get("rows") + outcome.duplicates());
      if (heat.trail() != null && heat.trail().isCounted()) {
        expect(who, "duplicates", heat.trail().duplicates(), outcome.duplicates());
      }
    }
  }

  /** Queries have rows, of which their first contender's count. */
  private static long records(Heat heat) {
    Trail trail = heat.trail();
    return heat.discipline().isAsking() || trail == null || !trail.isCounted()
        ? heat.series().get(0).outcome().records()
        : trail.records();
  }

  private void expect(String who, String what, long expected, long actual) {
    if (expected != actual) {
      complaints.add("%s: %s must be %,d, is %,d".formatted(who, what, expected, actual));
    }
  }
}
