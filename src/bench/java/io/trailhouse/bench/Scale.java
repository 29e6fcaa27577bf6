package io.trailhouse.bench;

/**
 * How much is measured how often.
 *
 * @param events events of the trail
 * @param smallObjects objects of the trail of small objects
 * @param copiesBytes bytes of JSON that a given archive is repeated to
 * @param warmUps rounds before those that count
 * @param rounds counted rounds
 * @param recipeRounds counted rounds of the Spark recipe, which is slow
 * @param growthRounds counted rounds for each size; 0 to leave growth out
 */
record Scale(
    long events,
    int smallObjects,
    long copiesBytes,
    int warmUps,
    int rounds,
    int recipeRounds,
    int growthRounds) {

  private static final long LARGE = 5_000_000;

  /** What a person waits for. */
  static Scale standard() {
    return new Scale(500_000, 20_000, 200L << 20, 1, 5, 2, 2);
  }

  /** Ten times as much of the trail; growth is not measured again. */
  static Scale large() {
    return new Scale(LARGE, 20_000, 200L << 20, 1, 3, 1, 0);
  }

  /** Whether all contenders agree is seen with little. */
  static Scale check() {
    return new Scale(3_000, 200, 4L << 20, 0, 1, 1, 1);
  }

  Scale withEvents(long newEvents) {
    return new Scale(
        newEvents, smallObjects, copiesBytes, warmUps, rounds, recipeRounds, growthRounds);
  }

  Scale withRounds(int newRounds) {
    return new Scale(
        events,
        smallObjects,
        copiesBytes,
        warmUps,
        newRounds,
        Math.min(recipeRounds, newRounds),
        Math.min(growthRounds, newRounds));
  }

  /** Whether what is promised for large trails can be judged by it. */
  boolean isLarge() {
    return events >= LARGE;
  }
}
