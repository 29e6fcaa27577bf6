package io.trailhouse.ingest;

import java.io.Serializable;

/**
 * What became of one object.
 *
 * @param index the object's place in the listing
 * @param quarantined whether damage ended it early
 * @param jsonBytes bytes of JSON read
 * @param recordsRead records read, good and bad
 * @param duplicates records dropped as second deliveries
 * @param recordsQuarantined records that could not become events
 * @param conflicting rows that share id, time and name with another row, but not the content
 * @param firstEventTime earliest event, microseconds since 1970; Long.MAX_VALUE if there is none
 * @param lastEventTime latest event, microseconds since 1970; Long.MIN_VALUE if there is none
 */
record ObjectOutcome(
    int index,
    boolean quarantined,
    long jsonBytes,
    long recordsRead,
    long duplicates,
    long recordsQuarantined,
    long conflicting,
    long firstEventTime,
    long lastEventTime)
    implements Serializable {

  /** Records that are events, be it for the first time or not. */
  long events() {
    return recordsRead - recordsQuarantined;
  }

  long rowsWritten() {
    return events() - duplicates;
  }

  /** The same object after some of its rows were found to be second or conflicting deliveries. */
  ObjectOutcome withLate(long moreDuplicates, long moreConflicting) {
    return new ObjectOutcome(
        index,
        quarantined,
        jsonBytes,
        recordsRead,
        duplicates + moreDuplicates,
        recordsQuarantined,
        conflicting + moreConflicting,
        firstEventTime,
        lastEventTime);
  }
}
