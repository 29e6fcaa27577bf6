package io.trailhouse.bench;

/**
 * A trail to measure with.
 *
 * @param name what tables call it
 * @param root its folder
 * @param made what it was made from; another text means that it has to be made anew
 * @param records records in it, second deliveries included; -1 if nobody counted
 * @param duplicates second deliveries among them; -1 if nobody counted
 * @param objects objects
 * @param storedBytes bytes of these
 * @param jsonBytes bytes of these when unpacked
 * @param largestObject bytes of the largest when unpacked
 */
record Trail(
    String name,
    String root,
    String made,
    long records,
    long duplicates,
    long objects,
    long storedBytes,
    long jsonBytes,
    long largestObject) {

  /** Whether it is known what is in it. */
  boolean isCounted() {
    return records >= 0;
  }
}
