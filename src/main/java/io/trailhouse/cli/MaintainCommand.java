package io.trailhouse.cli;

import io.trailhouse.ingest.DayRebuild;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.maintain.Compaction;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.maintain.Expiry;
import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.maintain.Repartition;
import io.trailhouse.maintain.SmallTables;
import io.trailhouse.maintain.Vacuum;
import io.trailhouse.render.Numbers;
import io.trailhouse.table.Lake;
import io.trailhouse.table.Partitioning;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the lake in shape. */
@Command(
    name = "maintain",
    sortOptions = false,
    description =
        "Merges small files, moves to other partitions, takes out what is too old, makes a day"
            + " anew, and deletes files that no table names; it can run beside an ingest.",
    footer = {
      "%nExamples:",
      "  trailhouse maintain --lake s3a://lake/trails --compact --vacuum",
      "  trailhouse maintain --lake ./lake --expire 400 --dry-run"
    })
final class MaintainCommand implements Callable<Integer> {

  private static final String DRY_RUN = "--dry-run is for --expire, --partition-by and --compact; ";

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private LakeOption lake;
  @Mixin private LimitOptions limits;

  @Option(
      names = "--expire",
      order = 2,
      paramLabel = "DAYS",
      description = {
        "Take out events of days that are more than so many days ago, UTC, with the people and"
            + " sessions of these days, and quarantined text that was delivered then. Their files"
            + " stay until --vacuum. Trail objects that held them are not ingested again.",
        "Example: --expire 400"
      })
  private @Nullable Integer expire;

  @Option(
      names = "--rebuild",
      order = 2,
      paramLabel = "DAY",
      converter = Day.class,
      description = {
        "Make the events of a day anew from the objects that the ledger says to have held some;"
            + " they must still be below --trail.",
        "Example: --rebuild 2026-10-01 --trail s3a://org-trail/AWSLogs"
      })
  private @Nullable LocalDate rebuild;

  @Option(
      names = "--trail",
      order = 2,
      arity = "1..*",
      hideParamSyntax = true,
      split = ConfigFile.SEPARATOR,
      paramLabel = "URI...",
      description = {
        "All trails that --rebuild needs, as they were ingested.",
        "Example: --trail s3a://org-trail/AWSLogs"
      })
  private List<String> trails = new ArrayList<>();

  @Option(
      names = "--compact",
      order = 3,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Merge small files of the same partition, by caller and time.")
  private boolean compact;

  @Option(
      names = "--most-files",
      order = 4,
      paramLabel = "NUMBER",
      defaultValue = "100000",
      description = {
        "So many small files may be merged by this run. Default: ${DEFAULT-VALUE}",
        "Example: --most-files 20000"
      })
  private int mostFiles;

  @Option(
      names = "--partition-by",
      order = 4,
      paramLabel = "COLUMNS",
      converter = PartitionByOption.Converter.class,
      description = {
        "Move the events to other partitions, date,region,source or date,region: all files are"
            + " written anew, and become the lake's in one commit at the end.",
        "Example: --partition-by date,region"
      })
  private @Nullable Partitioning partitionBy;

  @Option(
      names = "--vacuum",
      order = 5,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Delete files that no table has named for a week, or for --keep days.")
  private boolean vacuum;

  @Option(
      names = "--keep",
      order = 6,
      paramLabel = "DAYS",
      description = {
        "How long this and later vacuums leave a file that no table names; longer than any run or"
            + " query takes, 1 at least. Default: what was said last, or 7",
        "Example: --keep 30"
      })
  private @Nullable Integer keep;

  @Option(
      names = "--dry-run",
      order = 7,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what --expire, --partition-by and --compact would do, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    requireSense();
    PrintWriter out = spec.commandLine().getOut();
    MaintainProgress progress = new MaintainLines(spec.commandLine().getErr(), common.bar());
    try (Session session = Session.start("maintain", common)) {
      SparkSession spark = session.spark();
      Lake opened = Lake.at(spark.sessionState().newHadoopConf(), lake.uri());
      opened.requireExisting();
      if (expire != null) {
        LocalDate before = LocalDate.now(Clock.systemUTC()).minusDays(expire);
        Expiry expiry = new Expiry(spark, opened);
        for (Expiry.Expired expired : dryRun ? expiry.plan(before) : expiry.execute(before)) {
          out.println(expired(expired, before));
        }
      }
      if (rebuild != null) {
        DayRebuild.Rebuilt rebuilt = rebuilt(spark, rebuild);
        opened.refresh();
        out.println(
            "Rebuilt %s from %s: %s before, %s now."
                .formatted(
                    rebuild,
                    Numbers.count(rebuilt.objects(), "object", "objects"),
                    Numbers.count(rebuilt.rowsBefore(), "row", "rows"),
                    Numbers.plain(rebuilt.rows())));
      }
      if (partitionBy != null) {
        Repartition repartition = new Repartition(spark, opened, partitionBy, progress);
        out.println(
            repartitioned(dryRun ? repartition.plan() : repartition.execute(), partitionBy));
      }
      if (compact) {
        Compaction compaction = new Compaction(spark, opened, progress);
        print(out, dryRun ? compaction.plan(mostFiles) : compaction.execute(mostFiles));
        if (!dryRun) {
          long merged = new SmallTables(spark, opened).execute();
          if (merged > 0) {
            out.println(
                "Merged %s of other tables.".formatted(Numbers.count(merged, "file", "files")));
          }
        }
      }
      if (vacuum) {
        Vacuum.Vacuumed vacuumed =
            new Vacuum(spark, opened, progress)
                .execute(keep == null ? null : Duration.ofDays(keep));
        out.println(
            "Deleted %s, %s, that no table names any more, of %s."
                .formatted(
                    Numbers.count(vacuumed.files(), "file", "files"),
                    Texts.bytes(vacuumed.bytes()),
                    Numbers.count(vacuumed.tables(), "table", "tables")));
      }
      return 0;
    }
  }

  private DayRebuild.Rebuilt rebuilt(SparkSession spark, LocalDate day) {
    LocateConfig wanted =
        new LocateConfig(trails, null, null, Set.of(), Set.of(), LocateConfig.PARALLELISM);
    IngestConfig config = new IngestConfig(wanted, lake.uri(), limits.limits(), Version.text());
    return new DayRebuild(
            spark, config, day, new ConsoleProgress(spec.commandLine().getErr(), common.bar()))
        .execute();
  }

  private void requireSense() {
    if (expire == null && rebuild == null && partitionBy == null && !compact && !vacuum) {
      throw usage(
          "What is to be done? Give --compact, --vacuum, --expire, --rebuild or --partition-by, or"
              + " several of them.");
    }
    if (rebuild != null && trails.isEmpty()) {
      throw usage("--rebuild needs --trail, where the day's objects are");
    }
    if (dryRun && rebuild != null) {
      throw usage(DRY_RUN + "leave --rebuild out");
    }
    if (expire != null && expire < 1) {
      throw usage("--expire must be 1 day at least, not %d".formatted(expire));
    }
    if (keep != null && keep < Vacuum.LEAST_KEPT.toDays()) {
      throw usage(
          "--keep must be 1 day at least, not %d: a run or query that is under way needs its files"
              .formatted(keep));
    }
    if (mostFiles < 2) {
      throw usage("--most-files must be 2 at least, not %d".formatted(mostFiles));
    }
    if (dryRun && vacuum) {
      throw usage(DRY_RUN + "leave --vacuum out");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String expired(Expiry.Expired expired, LocalDate before) {
    String rows = Numbers.count(expired.rows(), "row", "rows");
    String days = expired.days() == 0 ? "" : " of " + Numbers.count(expired.days(), "day", "days");
    return "%s %s%s before %s from %s."
        .formatted(dryRun ? "Would take" : "Took", rows, days, before, expired.table().directory());
  }

  private String repartitioned(CompactionResult result, Partitioning to) {
    if (result.filesBefore() == 0) {
      return "The lake is partitioned by %s.".formatted(to.text());
    }
    String files = Numbers.count(result.filesBefore(), "file", "files");
    String bytes = Texts.bytes(result.bytesBefore());
    return dryRun
        ? "Would move %s, %s, to partitions by %s.".formatted(files, bytes, to.text())
        : "Moved %s, %s, to %s, %s, partitioned by %s."
            .formatted(
                files,
                bytes,
                Numbers.plain(result.filesAfter()),
                Texts.bytes(result.bytesAfter()),
                to.text());
  }

  private void print(PrintWriter out, CompactionResult result) {
    if (result.filesBefore() == 0) {
      if (result.filesForeign() == 0) {
        out.println("No partition of events has small files to merge.");
      }
    } else if (dryRun) {
      out.println(
          "Would merge %s, %s, into %s."
              .formatted(
                  Numbers.count(result.filesBefore(), "small file", "small files"),
                  Texts.bytes(result.bytesBefore()),
                  Numbers.plain(result.filesAfter())));
    } else {
      out.println(
          "Merged %s, %s, into %s, %s."
              .formatted(
                  Numbers.count(result.filesBefore(), "small file", "small files"),
                  Texts.bytes(result.bytesBefore()),
                  Numbers.plain(result.filesAfter()),
                  Texts.bytes(result.bytesAfter())));
    }
    if (result.filesForeign() > 0) {
      out.println(foreign(result));
    }
    if (result.filesLeft() > 0) {
      out.println(
          "Left %s for the next run, because of --most-files."
              .formatted(Numbers.count(result.filesLeft(), "small file", "small files")));
    }
  }

  /** Which files are not merged, however often it is tried. */
  static String foreign(CompactionResult result) {
    return "Left %s alone: merging would lose columns that Trailhouse does not know."
        .formatted(Numbers.count(result.filesForeign(), "small file", "small files"));
  }
}
