package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.maintain.Compaction;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.maintain.SmallTables;
import io.trailhouse.people.People;
import io.trailhouse.render.NightsPage;
import io.trailhouse.report.Nights;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportFolder;
import io.trailhouse.report.ReportWindow;
import io.trailhouse.report.Reports;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Does what is due every night. */
@Command(
    name = "nightly",
    sortOptions = false,
    description =
        "Ingests what is new, merges small files, makes the reports of the day, and an index.html"
            + " over all of them. Run again, or late, it does what is still missing.",
    footer = {
      "%nExamples:",
      "  trailhouse nightly --trail s3a://org-trail/AWSLogs --lake s3a://lake/trails --out"
          + " s3a://lake/nights",
      "  trailhouse nightly --trail ./archive --lake ./lake --out ./nights --day 2026-10-01"
    })
final class NightlyCommand implements Callable<Integer> {

  private static final int QUARANTINED = 4;
  private static final int MOST_FILES = 20_000;
  private static final String PAGE = "report.html";
  private static final String INDEX = "index.html";

  @Spec private CommandSpec spec;
  @Mixin private TrailOption trail;
  @Mixin private LakeOption lake;
  @Mixin private CommonOptions common;
  @Mixin private LimitOptions limits;
  @Mixin private PartitionByOption partitionBy;

  @Option(
      names = "--out",
      order = 2,
      required = true,
      paramLabel = "DIR",
      converter = LakeOption.Converter.class,
      description = {
        "Folder for index.html, and a folder with report.html for each day.",
        "Example: --out s3a://lake/nights"
      })
  private String out = "";

  @Option(
      names = "--day",
      order = 3,
      paramLabel = "DAY",
      converter = Day.class,
      description = {
        "The day to report on, UTC, and no other. Default: yesterday, the days since the last night"
            + " if some were missed, and those that late events changed.",
        "Example: --day 2026-10-01"
      })
  private @Nullable LocalDate day;

  @Option(
      names = "--look-back",
      order = 4,
      paramLabel = "DAYS",
      defaultValue = "3",
      description = {
        "How many days of delivery before the first day that is reported on are looked through for"
            + " objects that are new. Default: ${DEFAULT-VALUE}",
        "Example: --look-back 7"
      })
  private int lookBack;

  @Option(
      names = "--most-days",
      order = 5,
      paramLabel = "DAYS",
      defaultValue = "31",
      description = {
        "How many missed days are made up for at most, the latest ones. Default: ${DEFAULT-VALUE}",
        "Example: --most-days 100"
      })
  private int mostDays;

  @Option(
      names = "--format",
      order = 6,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FORMAT,...",
      defaultValue = "html,csv,json,avro,delta",
      description = {
        "Forms of the reports, as for the command report; html and delta are always among them."
            + " Default: ${DEFAULT-VALUE}",
        "Example: --format html"
      })
  private Set<ReportForm> forms = EnumSet.allOf(ReportForm.class);

  @Option(
      names = "--reports",
      order = 7,
      paramLabel = "DIR",
      description = {
        "Folder with SQL files of your own reports, as for the command report.",
        "Example: --reports ./our-reports"
      })
  private @Nullable Path ownReports;

  @Option(
      names = "--webhook",
      order = 8,
      paramLabel = "URL",
      description = {
        "Send the summary there, as Slack's incoming webhooks take it. The address is a secret: let"
            + " it stand in a --config file.",
        "Example: webhook=https://hooks.example.com/services/T000/B000"
      })
  private @Nullable String webhook;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Webhook receiver = receiver();
    Reports reports = Reports.find(ownReports);
    LocalDate yesterday = LocalDate.now(Clock.systemUTC()).minusDays(1);
    NightSummary summary = new NightSummary(day == null ? yesterday : day);
    String failure = "see what it wrote to standard error";
    boolean isDone = false;
    try (Session session = Session.start("nightly", common)) {
      run(session.spark(), reports, day == null ? yesterday : day, summary);
      isDone = true;
    } catch (TrailhouseException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (!isDone) {
        tell(receiver, summary.failed(failure));
      }
    }
    PrintWriter answer = spec.commandLine().getOut();
    answer.print(summary.text());
    answer.flush();
    if (receiver != null) {
      receiver.send(summary.text());
    }
    return summary.anyQuarantined() ? QUARANTINED : 0;
  }

  /** The failure is what counts; that it cannot be sent is said beside it. */
  private void tell(@Nullable Webhook receiver, String text) throws InterruptedException {
    if (receiver != null) {
      try {
        receiver.send(text);
      } catch (TrailhouseException e) {
        Failure.complain(Trailhouse.err(spec.commandLine()), String.valueOf(e.getMessage()), null);
      }
    }
  }

  private @Nullable Webhook receiver() {
    if (lookBack < 0) {
      throw usage("--look-back must be 0 days or more, cannot be: " + lookBack);
    }
    if (mostDays < 1) {
      throw usage("--most-days must be 1 day or more, cannot be: " + mostDays);
    }
    try {
      return webhook == null ? null : Webhook.at(webhook);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void run(SparkSession spark, Reports reports, LocalDate last, NightSummary summary)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Configuration conf = spark.sessionState().newHadoopConf();
    Lake opened = Lake.at(conf, lake.uri());
    Nights nights = new Nights(spark, opened);
    List<LocalDate> missed = day == null ? missed(nights, last) : List.of(last);
    IngestResult ingested = ingest(spark, missed.get(0), last, err);
    summary.ingested(ingested);
    opened.refresh();
    if (!opened.exists()) {
      throw new TrailhouseException(
          "No trail object was found and there is no lake yet; check --trail and --look-back");
    }
    CompactionResult compacted =
        new Compaction(spark, opened, new MaintainLines(err, common.bar())).execute(MOST_FILES);
    new SmallTables(spark, opened).execute();
    summary.compacted(compacted);
    List<LocalDate> days = day == null ? days(nights, missed, last) : missed;
    for (LocalDate one : days) {
      report(spark, opened, reports, one, err);
    }
    ReportAnswer all = nights.all();
    ReportFolder folder = new ReportFolder(conf, out);
    writeIndex(folder, all);
    summary.reported(days, all, folder.pathOf(last + "/" + PAGE), folder.pathOf(INDEX));
  }

  /** The last day, and those before it that no night was made of since the last night. */
  private List<LocalDate> missed(Nights nights, LocalDate last) {
    LocalDate before = nights.reported().lowerKey(last);
    LocalDate first = before == null ? last : before.plusDays(1);
    LocalDate earliest = last.minusDays(mostDays - 1L);
    return (first.isBefore(earliest) ? earliest : first).datesUntil(last.plusDays(1)).toList();
  }

  private IngestResult ingest(
      SparkSession spark, LocalDate first, LocalDate last, PrintWriter err) {
    LocalDate from = first.minusDays(lookBack);
    // What happened late on a day is delivered on the next one.
    LocalDate to = day == null ? null : last.plusDays(1L + Math.max(lookBack, 1));
    LocateConfig config;
    try {
      config =
          new LocateConfig(trail.uris(), from, to, Set.of(), Set.of(), LocateConfig.PARALLELISM);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return new Ingest(
            spark,
            new IngestConfig(
                config, lake.uri(), limits.limits(), Version.text(), partitionBy.partitioning()),
            new ConsoleProgress(err, common.bar()))
        .execute();
  }

  /** The days that were missed, and those looked back at whose events are not as many any more. */
  private List<LocalDate> days(Nights nights, List<LocalDate> missed, LocalDate last) {
    List<LocalDate> days = new ArrayList<>();
    LocalDate first = missed.get(0).minusDays(lookBack);
    var held = nights.held(first, last.plusDays(1));
    var reported = nights.reported();
    reported
        .subMap(first, true, last, true)
        .forEach(
            (night, events) -> {
              if (!events.equals(held.getOrDefault(night, 0L))) {
                days.add(night);
              }
            });
    missed.stream().filter(night -> !reported.containsKey(night)).forEach(days::add);
    days.sort(Comparator.naturalOrder());
    return days;
  }

  private void report(
      SparkSession spark, Lake opened, Reports reports, LocalDate night, PrintWriter err)
      throws IOException, InterruptedException {
    Set<ReportForm> all = EnumSet.of(ReportForm.HTML, ReportForm.DELTA);
    all.addAll(forms);
    new MakeReports(
            spark,
            opened,
            lake.uri(),
            new ReportWindow(night, night.plusDays(1), Set.of(), Set.of(), Set.of(), Set.of()),
            reports.all(),
            all,
            new ReportFolder(
                spark.sessionState().newHadoopConf(),
                out.endsWith("/") ? out + night : out + "/" + night),
            People.LOOK_BACK,
            common.bar())
        .execute(new PrintWriter(Writer.nullWriter()), err);
  }

  private void writeIndex(ReportFolder folder, ReportAnswer nights) throws IOException {
    List<NightsPage.Link> links =
        folder.foldersWith(PAGE).stream()
            .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}"))
            .sorted(Comparator.reverseOrder())
            .map(name -> new NightsPage.Link(LocalDate.parse(name), name + "/" + PAGE))
            .toList();
    try (OutputStream page = folder.create(INDEX)) {
      new NightsPage(lake.uri(), nights, links, Instant.now()).writeTo(page);
    }
  }
}
