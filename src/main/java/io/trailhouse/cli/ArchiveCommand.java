package io.trailhouse.cli;

import io.trailhouse.archive.Archive;
import io.trailhouse.archive.ArchiveConfig;
import io.trailhouse.archive.ArchiveResult;
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

/** Packs trail objects into few files. */
@Command(
    name = "archive",
    sortOptions = false,
    description =
        "Packs trail objects, byte for byte, into few Avro files that ingest reads like the trail.",
    footer = {
      "%nExamples:",
      "  trailhouse archive --trail s3a://org-trail/AWSLogs --out s3a://archive/trails",
      "  trailhouse archive --trail ./trail --out ./archive --from 2026-09-01 --to 2026-10-01"
    })
final class ArchiveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TrailOptions trail;
  @Mixin private CommonOptions common;

  @Option(
      names = "--out",
      order = 1,
      required = true,
      paramLabel = "URI",
      description = {"The archive's folder.", "Example: --out s3a://archive/trails"})
  private String out = "";

  @Option(
      names = "--dry-run",
      order = 6,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what would be packed, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    ArchiveConfig config = config();
    try (Session session = Session.start("archive", common)) {
      Archive archive =
          new Archive(
              session.spark(),
              config,
              new ConsoleProgress(spec.commandLine().getErr(), common.bar()));
      print(spec.commandLine().getOut(), dryRun ? archive.plan() : archive.execute());
      return 0;
    }
  }

  private ArchiveConfig config() {
    try {
      return new ArchiveConfig(trail.config(), out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(PrintWriter out, ArchiveResult result) {
    out.println(
        String.format(
            Locale.ROOT,
            "Objects: %,d listed = %,d in the archive already + %,d %s",
            result.objectsListed(),
            result.objectsHeld(),
            result.objectsNew(),
            dryRun ? "new" : "packed"));
    new Unread(result.leftAlone(), result.undated(), result.unplaced()).print(out);
    String nothing = TrailOptions.nothing(result.objectsListed(), result.objectsNew());
    if (dryRun) {
      out.println(
          "Would pack %s, %s."
              .formatted(
                  Numbers.count(result.objectsNew(), "object", "objects"),
                  Texts.bytes(result.objectBytes())));
    } else if (nothing != null) {
      out.println(nothing);
    } else {
      printFiles(out, result);
    }
  }

  private static void printFiles(PrintWriter out, ArchiveResult result) {
    out.println("Records: %s in rows of their own".formatted(Numbers.plain(result.records())));
    if (result.objectsWhole() > 0) {
      out.println(
          "Packed as stored: %s, damaged or too big to unpack"
              .formatted(Numbers.count(result.objectsWhole(), "object", "objects")));
    }
    out.println(
        "Wrote %s, %s, of objects of %s."
            .formatted(
                Numbers.count(result.files(), "file", "files"),
                Texts.bytes(result.fileBytes()),
                Texts.bytes(result.objectBytes())));
  }
}
