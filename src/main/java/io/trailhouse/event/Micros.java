package io.trailhouse.event;

import java.time.Instant;

/** Times as tables and files hold them: microseconds since 1970, UTC. */
public final class Micros {

  private Micros() {}

  /** The microseconds of a time, whatever its year. */
  public static long of(Instant time) {
    // Not ChronoUnit.between: it goes by nanoseconds, which overflow beyond the year 2262.
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
