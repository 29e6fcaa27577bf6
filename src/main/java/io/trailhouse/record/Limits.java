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

  /** Refuses limits under which nothing could be read. */
  public Limits {
    if (maxRecordBytes < 1_024) {
      throw new IllegalArgumentException(
          "max-record-bytes must be at least 1024, cannot be: " + maxRecordBytes);
    }
    if (maxObjectBytes < 1_024) {
      throw new IllegalArgumentException(
          "max-object-bytes must be at least 1024, cannot be: " + maxObjectBytes);
    }
    if (maxDepth < 8) {
      throw new IllegalArgumentException("max-depth must be at least 8, cannot be: " + maxDepth);
    }
  }
}
