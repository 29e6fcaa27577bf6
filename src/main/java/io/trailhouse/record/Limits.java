package io.trailhouse.record;

/**
 * What one trail object may ask of memory and time; what is over a limit is quarantined with the
 * limit's name.
 *
 * @param maxRecordBytes bytes of JSON of one record, {@code max-record-bytes}
 * @param maxObjectBytes bytes of JSON of one object after gunzip, {@code max-object-bytes}
 * @param maxDepth levels of nesting in one record, {@code max-depth}
 */
public record Limits(int maxRecordBytes, long maxObjectBytes, int maxDepth) {

  /** 32 MiB a record, 8 GiB an object, 1,000 levels. */
  public static final Limits DEFAULT = new Limits(32 << 20, 8L << 30, 1_000);

  /** A longer record would not fit an array while the window over it doubles. */
  private static final int MOST_RECORD_BYTES = 512 << 20;

  /** What the way back from columns to JSON goes down, too. */
  static final int MOST_DEPTH = 1 << 20;

  /** Refuses limits under which nothing could be read, or that could not be kept. */
  public Limits {
    if (maxRecordBytes < 1_024 || maxRecordBytes > MOST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "max-record-bytes must be between 1024 and %d, cannot be: %d"
              .formatted(MOST_RECORD_BYTES, maxRecordBytes));
    }
    if (maxObjectBytes < 1_024) {
      throw new IllegalArgumentException(
          "max-object-bytes must be at least 1024, cannot be: " + maxObjectBytes);
    }
    if (maxDepth < 8 || maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "max-depth must be between 8 and %d, cannot be: %d".formatted(MOST_DEPTH, maxDepth));
    }
  }
}
