package io.trailhouse.record;

import java.io.Serializable;

/**
 * What one trail object may ask of memory and time; what is over a limit is quarantined with the
 * limit's name.
 *
 * @param maxRecordBytes bytes of JSON of one record, {@code max-record-bytes}
 * @param maxObjectBytes bytes of JSON of one object after gunzip, {@code max-object-bytes}
 * @param maxDepth levels of nesting in one record, {@code max-depth}
 */
public record Limits(int maxRecordBytes, long maxObjectBytes, int maxDepth)
    implements Serializable {

  /** 32 MiB a record, 8 GiB an object, 1,000 levels. */
  public static final Limits DEFAULT = new Limits(32 << 20, 8L << 30, 1_000);

  /** A longer record would not fit an array while the window over it doubles. */
  private static final int MOST_RECORD_BYTES = 512 << 20;

  /** What the way back from columns to JSON goes down, too. */
  static final int MOST_DEPTH = 1 << 20;

  /** Refuses limits under which nothing could be read, or that could not be kept. */
  public Limits {
    check("max-record-bytes", maxRecordBytes, 1_024, MOST_RECORD_BYTES);
    check("max-object-bytes", maxObjectBytes, 1_024, Long.MAX_VALUE);
    check("max-depth", maxDepth, 8, MOST_DEPTH);
  }

  private static void check(String name, long value, long least, long most) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, cannot be: %d".formatted(name, least, value));
    }
    if (value > most) {
      throw new IllegalArgumentException(
          "%s must be at most %d, cannot be: %d".formatted(name, most, value));
    }
  }
}
