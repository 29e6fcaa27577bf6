package io.trailhouse.bench;

/**
 * Who does what in a {@link Race}.
 *
 * @param name what tables call it
 * @param worker who does it
 * @param step what
 * @param warmUps rounds that are not counted
 * @param rounds rounds that are
 */
record Entrant(String name, WorkerProcess worker, Step step, int warmUps, int rounds) {

  int allRounds() {
    return warmUps + rounds;
  }
}
