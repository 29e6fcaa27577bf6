package io.trailhouse.ingest;

import io.trailhouse.locate.ObjectKind;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.table.DataFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, or a dry run would do; counts are of this run.
 *
 * @param runId the run; null if nothing was written
 * @param finishedRun whether an earlier run that was interrupted was finished first
 * @param objectsListed trail objects found
 * @param objectsKnown of these: in the ledger already
 * @param objectsIngested of these: read to their end
 * @param objectsQuarantined of these: ended early by damage
 * @param leftAlone objects seen that hold no events, by kind
 * @param undated objects left out because a window was asked for and their key names no day
 * @param unplaced objects left out because an account or region was asked for and their key names
 *     none
 * @param recordsRead records read, good and bad
 * @param rowsWritten of these: rows in events
 * @param duplicates of these: second deliveries
 * @param recordsQuarantined of these: in quarantine
 * @param conflicting rows that share id, time and name with another row, but not the content
 * @param objectBytes bytes of the new objects as stored
 * @param jsonBytes bytes of JSON read
 * @param days days of delivery among the new objects
 * @param keyPartitions pairs of day and region among the new objects' keys
 * @param partitions partitions of events that were written to
 * @param eventFiles files written to events
 * @param eventBytes bytes of these
 */
public record IngestResult(
    @Nullable String runId,
    boolean finishedRun,
    long objectsListed,
    long objectsKnown,
    long objectsIngested,
    long objectsQuarantined,
    Map<ObjectKind, Long> leftAlone,
    long undated,
    long unplaced,
    long recordsRead,
    long rowsWritten,
    long duplicates,
    long recordsQuarantined,
    long conflicting,
    long objectBytes,
    long jsonBytes,
    long days,
    long keyPartitions,
    long partitions,
    long eventFiles,
    long eventBytes) {

  static IngestResult of(
      TrailListing listing,
      BitSet known,
      @Nullable String runId,
      boolean finishedRun,
      List<ObjectOutcome> outcomes,
      List<DataFile> events) {
    List<TrailObject> fresh = new ArrayList<>();
    for (int i = 0; i < listing.objects().size(); i++) {
      if (!known.get(i)) {
        fresh.add(listing.objects().get(i));
      }
    }
    long quarantined = outcomes.stream().filter(ObjectOutcome::quarantined).count();
    return new IngestResult(
        runId,
        finishedRun,
        listing.objects().size(),
        known.cardinality(),
        outcomes.size() - quarantined,
        quarantined,
        listing.leftAlone(),
        listing.undated(),
        listing.unplaced(),
        sum(outcomes, ObjectOutcome::recordsRead),
        sum(outcomes, ObjectOutcome::rowsWritten),
        sum(outcomes, ObjectOutcome::duplicates),
        sum(outcomes, ObjectOutcome::recordsQuarantined),
        sum(outcomes, ObjectOutcome::conflicting),
        fresh.stream().mapToLong(TrailObject::size).sum(),
        sum(outcomes, ObjectOutcome::jsonBytes),
        fresh.stream().map(TrailObject::deliveryDate).filter(Objects::nonNull).distinct().count(),
        fresh.stream().map(IngestPlan::group).distinct().count(),
        events.stream().map(DataFile::partition).distinct().count(),
        events.size(),
        events.stream().mapToLong(DataFile::bytes).sum());
  }

  private static long sum(List<ObjectOutcome> outcomes, ToLongFunction<ObjectOutcome> count) {
    return outcomes.stream().mapToLong(count).sum();
  }

  /** Objects seen that hold no events. */
  public long objectsLeftAlone() {
    return leftAlone.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Objects that the ledger does not hold. */
  public long objectsNew() {
    return objectsListed - objectsKnown;
  }

  /** Whether something was quarantined. */
  public boolean anyQuarantined() {
    return objectsQuarantined + recordsQuarantined > 0;
  }

  /** Refuses a run in which something got lost or came from nowhere. */
  void requireBalance(long rowsInFiles) {
    if (objectsListed != objectsKnown + objectsIngested + objectsQuarantined
        || recordsRead != rowsWritten + duplicates + recordsQuarantined
        || rowsInFiles != rowsWritten) {
      throw new IllegalStateException(
          ("The run does not balance, so nothing was committed: objects %d = %d known + %d ingested"
                  + " + %d quarantined; records %d = %d rows (%d in files) + %d duplicates + %d"
                  + " quarantined. Please report this.")
              .formatted(
                  objectsListed,
                  objectsKnown,
                  objectsIngested,
                  objectsQuarantined,
                  recordsRead,
                  rowsWritten,
                  rowsInFiles,
                  duplicates,
                  recordsQuarantined));
    }
  }
}
