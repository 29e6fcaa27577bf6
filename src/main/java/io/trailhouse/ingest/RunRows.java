package io.trailhouse.ingest;

import io.trailhouse.event.Micros;
import io.trailhouse.ingest.IngestProgress.Phase;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.table.RowFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A run as rows of the ledger and of the table of runs. */
final class RunRows {

  private RunRows() {}

  /** The ledger's rows: one for each outcome, in the order of LakeTable.FILES. */
  static RowFile.Cells ledger(
      List<TrailObject> listing, List<ObjectOutcome> outcomes, String runId, Instant now) {
    return (row, column) -> {
      ObjectOutcome outcome = outcomes.get(row);
      TrailObject object = listing.get(outcome.index());
      return switch (column) {
        case 0 -> object.path();
        case 1 -> object.version();
        case 2 -> object.size();
        case 3 -> object.kind().label();
        case 4 -> object.account();
        case 5 -> object.region();
        case 6 -> days(object.deliveryDate());
        case 7 -> micros(object.deliveryTime());
        case 8 -> outcome.quarantined() ? "quarantined" : "ingested";
        case 9 -> runId;
        case 10 -> micros(now);
        case 11 -> outcome.jsonBytes();
        case 12 -> outcome.recordsRead();
        case 13 -> outcome.rowsWritten();
        case 14 -> outcome.duplicates();
        case 15 -> outcome.recordsQuarantined();
        case 16 -> outcome.conflicting();
        case 17 -> outcome.firstEventTime() == Long.MAX_VALUE ? null : outcome.firstEventTime();
        case 18 -> outcome.lastEventTime() == Long.MIN_VALUE ? null : outcome.lastEventTime();
        default -> throw new IllegalArgumentException("the ledger has no column " + column);
      };
    };
  }

  /** The one row of a run, in the order of LakeTable.RUNS. */
  static RowFile.Cells run(
      IngestConfig config,
      IngestResult result,
      RunEffort effort,
      String runId,
      Instant started,
      Instant now) {
    List<@Nullable Object> row =
        Arrays.asList(
            runId,
            micros(started),
            micros(now),
            String.join(" ", config.trail().trails()),
            days(config.trail().from()),
            days(config.trail().to()),
            String.join(",", new TreeSet<>(config.trail().accounts())),
            String.join(",", new TreeSet<>(config.trail().regions())),
            result.objectsListed(),
            result.objectsKnown(),
            result.objectsIngested(),
            result.objectsQuarantined(),
            result.objectsLeftAlone(),
            result.recordsRead(),
            result.rowsWritten(),
            result.duplicates(),
            result.recordsQuarantined(),
            result.conflicting(),
            result.objectBytes(),
            result.jsonBytes(),
            result.eventFiles(),
            result.eventBytes(),
            config.version(),
            result.partitions(),
            effort.seconds(Phase.LISTING),
            effort.seconds(Phase.LOOKING_UP),
            effort.seconds(Phase.READING),
            effort.seconds(Phase.COMPARING),
            effort.tasks(),
            effort.taskSeconds(),
            effort.taskRetries(),
            effort.restarts(),
            effort.application());
    return (ignored, column) -> row.get(column);
  }

  static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : Micros.of(time);
  }

  private static @Nullable Integer days(@Nullable LocalDate day) {
    return day == null ? null : (int) day.toEpochDay();
  }
}
