package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.publish.Night;
import io.trailhouse.publish.NightConfig;
import io.trailhouse.publish.NightResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.Callable;
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
        "Ingests what is new, merges small files, makes the reports of the day, html and delta"
            + " always among their forms, and an index.html over all of them. Run again, or late,"
            + " it does what is still missing.",
    footer = {
      "%nExamples:",
      "  trailhouse nightly --trail s3a://org-trail/AWSLogs --lake s3a://lake/trails --out"
          + " s3a://lake/nights",
      "  trailhouse nightly --trail ./archive --lake ./lake --out ./nights --day 2026-10-01"
    })
final class NightlyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TrailOption trail;
  @Mixin private LakeOption lake;
  @Mixin private CommonOptions common;
  @Mixin private ReportOptions options;
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
      names = "--webhook",
      order = 11,
      paramLabel = "URL",
      description = {
        "Send the summary there, as Slack's incoming webhooks take it. The address is a secret,"
            + " and may stand in a --config file only.",
        "Example: webhook=https://hooks.example.com/services/T000/B000"
      })
  private @Nullable String webhook;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalDate last = LocalDate.now(Clock.systemUTC()).minusDays(1);
    LocalDate night = day == null ? last : day;
    Webhook receiver = receiver();
    String failure = "see what it wrote to standard error";
    boolean isDone = false;
    NightSummary summary;
    try {
      summary = NightSummary.of(night, pass(config(last)));
      isDone = true;
    } catch (TrailhouseException | ParameterException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (!isDone) {
        tell(receiver, NightSummary.ofFailure(night, failure));
      }
    }
    PrintWriter answer = spec.commandLine().getOut();
    answer.print(summary.text());
    answer.flush();
    if (receiver != null) {
      receiver.send(summary.text());
    }
    return summary.anyQuarantined() ? Failure.QUARANTINED : 0;
  }

  private NightResult pass(NightConfig config) throws IOException, InterruptedException {
    try (Session session = Session.start("nightly", common)) {
      PrintWriter err = spec.commandLine().getErr();
      Night.Listeners listeners =
          new Night.Listeners(
              new ConsoleProgress(err, common.bar()),
              new MaintainLines(err, common.bar()),
              new ReportLines(err, common.bar()));
      return new Night(session.spark(), config, listeners).execute();
    }
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
    try {
      return webhook == null ? null : Webhook.at(webhook);
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private NightConfig config(LocalDate last) {
    try {
      LocateConfig trails =
          new LocateConfig(trail.uris(), null, null, Set.of(), Set.of(), LocateConfig.PARALLELISM);
      return new NightConfig(
          new IngestConfig(
              trails, lake.uri(), limits.limits(), Version.text(), partitionBy.partitioning()),
          out,
          day,
          last,
          lookBack,
          mostDays,
          options.reports().all(),
          options.forms());
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private ParameterException usage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
  }
}
