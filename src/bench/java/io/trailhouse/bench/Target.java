package io.trailhouse.bench;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was wanted, and what was measured. Less is better.
 *
 * @param name what it is about
 * @param unit unit of the numbers; empty for ratios
 * @param must what it must not exceed; null if there is no such bound
 * @param want what it should not exceed; null if there is no such bound
 * @param measured what it is; null if it was not measured
 * @param cpu the ratio of CPU times beside that of wall times; null if it is no such ratio
 */
record Target(
    String name,
    String unit,
    @Nullable Double must,
    @Nullable Double want,
    @Nullable Double measured,
    @Nullable Double cpu) {

  /** How two contenders compare; without bounds, for information only. */
  static Target ratio(
      String name,
      @Nullable Double must,
      @Nullable Double want,
      Stream<Heat> heats,
      String first,
      String second) {
    Heat heat = heats.findFirst().orElse(null);
    return new Target(
        name,
        "",
        must,
        want,
        heat == null ? null : heat.ratio(first, second),
        heat == null ? null : heat.cpuRatio(first, second));
  }

  /** A number that is no ratio of two contenders' times. */
  static Target number(
      String name,
      String unit,
      @Nullable Double must,
      @Nullable Double want,
      @Nullable Double measured) {
    return new Target(name, unit, must, want, measured, null);
  }

  /** The verdict in a word or two. */
  String verdict() {
    if (measured == null) {
      return "not measured";
    }
    if (must == null) {
      return "";
    }
    if (measured > must) {
      return "missed";
    }
    return want == null || measured <= want ? "met" : "must met, want not";
  }
}
