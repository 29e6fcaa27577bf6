package io.trailhouse.cli;

import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.render.Numbers;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings new trail objects into the lake. */
@Command(
    name = "ingest",
    sortOptions = false,
    description = "Brings trail objects that the lake does not hold yet into it, each event once.",
    footer = {
      "%nExamples:",
      "  trailhouse ingest --trail s3a://org-trail/AWSLogs --lake s3a://lake/trails",
      "  trailhouse ingest --trail ./archive --lake ./lake --from 2026-09-01 --to 2026-10-01",
      "  trailhouse ingest --trail s3a://org-trail --lake ./lake --account 111122223333 --dry-run"
    })
final class IngestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TrailOptions trail;
  @Mixin private LakeOption lake;
  @Mixin private CommonOptions common;
  @Mixin private LimitOptions limits;
  @Mixin private PartitionByOption partitionBy;

  @Option(
      names = "--dry-run",
      order = 6,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    IngestConfig config = config();
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = Session.start("ingest", common)) {
      Ingest ingest =
          new Ingest(
              session.spark(),
              config,
              new ConsoleProgress(spec.commandLine().getErr(), common.bar()));
      IngestResult result = dryRun ? ingest.plan() : ingest.execute();
      print(out, result);
      return result.anyQuarantined() ? Failure.QUARANTINED : 0;
    }
  }

  private IngestConfig config() {
    try {
      return new IngestConfig(
          trail.config(), lake.uri(), limits.limits(), Version.text(), partitionBy.partitioning());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(PrintWriter out, IngestResult result) {
    if (result.finishedRun()) {
      out.println("An earlier run that was interrupted was finished first.");
    }
    printObjects(out, result);
    String nothing = TrailOptions.nothing(result.objectsListed(), result.objectsNew());
    if (dryRun) {
      out.println(
          "Would read %s, %s, of %s, in %s of day and region."
              .formatted(
                  Numbers.count(result.objectsNew(), "object", "objects"),
                  Texts.bytes(result.objectBytes()),
                  Numbers.count(result.days(), "day", "days"),
                  Numbers.count(result.keyPartitions(), "partition", "partitions")));
    } else if (nothing != null) {
      out.println(nothing);
    } else {
      printRecords(out, result);
    }
  }

  private static void printObjects(PrintWriter out, IngestResult result) {
    out.println(
        String.format(
            Locale.ROOT,
            "Objects: %,d listed = %,d known + %,d ingested + %,d quarantined%s",
            result.objectsListed(),
            result.objectsKnown(),
            result.objectsIngested(),
            result.objectsQuarantined(),
            result.objectsIngested() + result.objectsQuarantined() == result.objectsNew()
                ? ""
                : " + %,d new".formatted(result.objectsNew())));
    new Unread(result.leftAlone(), result.undated(), result.unplaced()).print(out);
  }

  private static void printRecords(PrintWriter out, IngestResult result) {
    out.println(
        String.format(
            Locale.ROOT,
            "Records: %,d read = %,d rows + %,d duplicates + %,d quarantined",
            result.recordsRead(),
            result.rowsWritten(),
            result.duplicates(),
            result.recordsQuarantined()));
    if (result.conflicting() > 0) {
      out.println(
          "Conflicting: %s id, time and name with another row, but not the content; all are kept"
              .formatted(Numbers.count(result.conflicting(), "row shares", "rows share")));
    }
    out.println(
        "Wrote %s, %s, to %s of events."
            .formatted(
                Numbers.count(result.eventFiles(), "file", "files"),
                Texts.bytes(result.eventBytes()),
                Numbers.count(result.partitions(), "partition", "partitions")));
    if (result.anyQuarantined()) {
      out.println(
          "Quarantined: see SELECT source_file, source_index, byte_position, message FROM"
              + " quarantine WHERE run_id = '%s'".formatted(result.runId()));
    }
  }
}
