package io.trailhouse.source;

import io.trailhouse.record.Limits;
import java.io.Serializable;

/**
 * What a task may spend on one object, and what it does about damage.
 *
 * @param maxRecordBytes as in {@link Limits}
 * @param maxObjectBytes as in {@link Limits}
 * @param maxDepth as in {@link Limits}
 * @param damaged what to do about damage
 */
record RecordPolicy(int maxRecordBytes, long maxObjectBytes, int maxDepth, DamagedInput damaged)
    implements Serializable {

  /** The policy that a read's options ask for. */
  static RecordPolicy of(TrailReadOptions options) {
    Limits limits = options.limits();
    return new RecordPolicy(
        limits.maxRecordBytes(), limits.maxObjectBytes(), limits.maxDepth(), options.damaged());
  }

  /** The limits. */
  Limits limits() {
    return new Limits(maxRecordBytes, maxObjectBytes, maxDepth);
  }
}
