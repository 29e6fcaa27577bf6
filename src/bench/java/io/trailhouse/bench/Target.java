package io.trailhouse.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was wanted, and what was measured. Less is better.
 *
 * @param name what it is about
 * @param unit unit of the numbers; empty for ratios
 * @param must what it must not exceed; null if there is no such bound
 * @param want what it should not exceed; null if there is no such bound
 * @param measured what it is; null if it was not measured
 */
record Target(
    String name,
    String unit,
    @Nullable Double must,
    @Nullable Double want,
    @Nullable Double measured) {

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
