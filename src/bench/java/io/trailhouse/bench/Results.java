package io.trailhouse.bench;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a benchmark found.
 *
 * @param command how it was started
 * @param day when, UTC
 * @param machine on what
 * @param heap heap of Trailhouse's process in GB
 * @param sufficientHeap least heap in GB that was seen to suffice for the ingest
 * @param heats what was measured
 * @param columnBytes bytes on disk
 * @param growthExponent exponent of ingest time in the number of records; null if not measured
 * @param notes what was left out, and why
 */
record Results(
    String command,
    String day,
    Machine machine,
    double heap,
    double sufficientHeap,
    List<Heat> heats,
    ColumnBytes columnBytes,
    @Nullable Double growthExponent,
    List<String> notes) {

  Stream<Heat> of(Discipline discipline) {
    return heats.stream().filter(heat -> heat.discipline() == discipline);
  }

  /** The median of one; null if it was not measured. */
  @Nullable Double seconds(Discipline discipline, String name) {
    return of(discipline)
        .map(heat -> heat.of(name))
        .filter(Objects::nonNull)
        .map(Series::median)
        .findFirst()
        .orElse(null);
  }
}
