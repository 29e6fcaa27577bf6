package io.trailhouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has contenders do their steps in turn, round after round, so that they share the weather. */
final class Race {

  private final PrintWriter log;

  /** Tells there how it gets on. */
  Race(PrintWriter log) {
    this.log = log;
  }

  /** Runs one contest; warm-ups come first and do not count. */
  Heat run(Contest contest) throws IOException {
    return run(List.of(contest)).get(0);
  }

  /** Runs several contests side by side: a round of each in turn. */
  List<Heat> run(List<Contest> contests) throws IOException {
    Map<Entrant, List<Measurement>> measurements = new LinkedHashMap<>();
    log.println(contests.get(0).discipline().title());
    int rounds =
        contests.stream()
            .flatMap(contest -> contest.entrants().stream())
            .mapToInt(entrant -> entrant.rounds().all())
            .max()
            .orElse(0);
    for (int round = 0; round < rounds; round++) {
      for (Contest contest : contests) {
        for (Entrant entrant : contest.entrants()) {
          if (round < entrant.rounds().all()) {
            Measurement measurement = entrant.worker().run(entrant.step());
            boolean counts = round >= entrant.rounds().warmUps();
            tell(contest, entrant, measurement, counts);
            if (counts) {
              measurements.computeIfAbsent(entrant, key -> new ArrayList<>()).add(measurement);
            }
          }
        }
      }
    }
    return contests.stream().map(contest -> heat(contest, measurements)).toList();
  }

  private static Heat heat(Contest contest, Map<Entrant, List<Measurement>> measurements) {
    List<Series> series =
        contest.entrants().stream()
            .map(
                entrant ->
                    new Series(entrant.name(), measurements.getOrDefault(entrant, List.of())))
            .toList();
    return new Heat(contest.discipline(), contest.detail(), contest.trail(), series);
  }

  private void tell(Contest contest, Entrant entrant, Measurement measurement, boolean counts) {
    log.printf(
        Locale.ROOT,
        "  %-26s %-14s %8.2f s  CPU %7.2f s%s%n",
        contest.detail(),
        entrant.name(),
        measurement.seconds(),
        measurement.cpuSeconds(),
        counts ? "" : "  warm-up");
    log.flush();
  }
}
