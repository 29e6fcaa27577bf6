package io.trailhouse.bench;

/**
 * How much is measured how often.
 *
 * @param events events of the trail
 * @param smallObjects objects of the trail of small objects
 * @param copiesBytes bytes of JSON that a given archive is repeated to
 * @param eventsOfReportedDay events of the day that reports are about, and of the day before
 * @param ingest rounds of ingest
 * @param recipe rounds of the Spark recipe, which is slow
 * @param reading rounds of all that reads, and of small objects
 * @param growth rounds for each size; none to leave growth out
 */
record Scale(
    long events,
    int smallObjects,
    long copiesBytes,
    long eventsOfReportedDay,
    Rounds ingest,
    Rounds recipe,
    Rounds reading,
    Rounds growth) {

  private static final long LARGE = 5_000_000;
  private static final int SMALL_OBJECTS = 20_000;
  private static final long EVENTS_OF_REPORTED_DAY = 1_000_000;
  private static final long COPIES_BYTES = 200L << 20;

  /** What a person waits for. */
  static Scale standard() {
    return new Scale(
        500_000,
        SMALL_OBJECTS,
        COPIES_BYTES,
        EVENTS_OF_REPORTED_DAY,
        new Rounds(3, 5),
        new Rounds(1, 2),
        new Rounds(1, 3),
        new Rounds(0, 2));
  }

  /**
   * Ten times as much of the trail; growth is not measured again. The Spark recipe takes minutes,
   * which makes warming up a small part of it.
   */
  static Scale large() {
    return new Scale(
        LARGE,
        SMALL_OBJECTS,
        COPIES_BYTES,
        EVENTS_OF_REPORTED_DAY,
        new Rounds(1, 3),
        new Rounds(0, 1),
        new Rounds(1, 1),
        new Rounds(0, 0));
  }

  /** Whether all contenders agree is seen with little. */
  static Scale check() {
    Rounds once = new Rounds(0, 1);
    return new Scale(3_000, 200, 4L << 20, 3_000, once, once, once, once);
  }

  Scale withEvents(long newEvents) {
    return new Scale(
        newEvents, smallObjects, copiesBytes, eventsOfReportedDay, ingest, recipe, reading, growth);
  }

  /** The same with so many rounds of ingest, and no more than that of anything. */
  Scale withRounds(int rounds) {
    return new Scale(
        events,
        smallObjects,
        copiesBytes,
        eventsOfReportedDay,
        new Rounds(ingest.warmUps(), rounds),
        recipe.atMost(rounds),
        reading.atMost(rounds),
        growth.atMost(rounds));
  }

  /** Whether what is promised for large trails can be judged by it. */
  boolean isLarge() {
    return events >= LARGE;
  }
}
