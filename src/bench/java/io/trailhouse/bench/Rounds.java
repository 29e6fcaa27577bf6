package io.trailhouse.bench;

/**
 * How often something is done.
 *
 * @param warmUps first rounds, which do not count
 * @param counted rounds after those
 */
record Rounds(int warmUps, int counted) {

  int all() {
    return warmUps + counted;
  }

  /** The same, but no more than so many that count. */
  Rounds atMost(int most) {
    return new Rounds(warmUps, Math.min(counted, most));
  }
}
