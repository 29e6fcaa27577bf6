package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import io.trailhouse.publish.Publish;
import io.trailhouse.publish.PublishConfig;
import io.trailhouse.publish.Published;
import io.trailhouse.render.Numbers;
import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportWindow;
import io.trailhouse.report.Reports;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes reports. */
@Command(
    name = "report",
    sortOptions = false,
    description = "Makes reports on caller activity and API usage: a page, and files for programs.",
    footer = {
      "%nExamples:",
      "  trailhouse report --lake ./lake --from 2026-10-01 --to 2026-10-02 --out ./reports",
      "  trailhouse report callers access-denied --lake ./lake --out ./reports --format csv",
      "  trailhouse report service-detail --lake ./lake --out ./reports --event-source"
          + " ssm.amazonaws.com",
      "  trailhouse report --list"
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private ReportOptions options;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Reports to make, of those that --list shows. Default: all of them")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--lake",
      order = 1,
      paramLabel = "URI",
      converter = LakeOption.Converter.class,
      description = {"The lake's folder.", "Example: --lake s3a://lake/trails"})
  private @Nullable String lake;

  @Option(
      names = "--out",
      order = 2,
      paramLabel = "DIR",
      converter = LakeOption.Converter.class,
      description = {
        "Folder for report.html and the files of each report.",
        "Example: --out ./reports"
      })
  private @Nullable String out;

  @Option(
      names = "--from",
      order = 3,
      paramLabel = "DAY",
      converter = Day.class,
      description = {
        "First day of event_time, UTC. Default: the first day that the lake holds.",
        "Example: --from 2026-10-01"
      })
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      order = 4,
      paramLabel = "DAY",
      converter = Day.class,
      description = {
        "Day after the last day, UTC. Default: the day after the last one that the lake holds.",
        "Example: --to 2026-10-02"
      })
  private @Nullable LocalDate to;

  @Option(
      names = "--account",
      order = 7,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "ID,...",
      description = {
        "Only events of these accounts.",
        "Example: --account 111122223333,444455556666"
      })
  private Set<String> accounts = new LinkedHashSet<>();

  @Option(
      names = "--region",
      order = 7,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "REGION,...",
      description = {"Only events of these regions.", "Example: --region eu-west-1,us-east-1"})
  private Set<String> regions = new LinkedHashSet<>();

  @Option(
      names = "--event-source",
      order = 8,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "SOURCE,...",
      description = {"Only events of these services.", "Example: --event-source ssm.amazonaws.com"})
  private Set<String> eventSources = new LinkedHashSet<>();

  @Option(
      names = "--caller",
      order = 9,
      arity = "1",
      split = ConfigFile.SEPARATOR,
      hideParamSyntax = true,
      paramLabel = "CALLER",
      description = {
        "Only events of this caller; may be given several times.",
        "Example: --caller arn:aws:iam::111122223333:role/deploy"
      })
  private Set<String> callers = new LinkedHashSet<>();

  @Option(
      names = "--session-look-back",
      order = 11,
      paramLabel = "HOURS",
      defaultValue = "12",
      description = {
        "How far before a day to look for whoever made its sessions. Default: ${DEFAULT-VALUE}",
        "Example: --session-look-back 36"
      })
  private int sessionLookBack;

  @Option(
      names = "--list",
      order = 12,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say which reports there are, and make none.")
  private boolean list;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Reports reports = options.reports();
    PrintWriter answer = spec.commandLine().getOut();
    if (list) {
      print(answer, reports);
      return 0;
    }
    if (sessionLookBack < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--session-look-back must be 0 hours or more, cannot be: " + sessionLookBack);
    }
    List<Report> wanted = wanted(reports);
    String uri = required("--lake", lake);
    String outUri = required("--out", out);
    if (from != null && to != null) {
      window(from, to);
    }
    try (Session session = Session.start("report", common)) {
      Lake opened = Lake.at(session.spark().sessionState().newHadoopConf(), uri);
      opened.requireExisting();
      PublishConfig config =
          new PublishConfig(
              uri,
              window(opened),
              wanted,
              options.forms(),
              outUri,
              Duration.ofHours(sessionLookBack));
      PrintWriter err = spec.commandLine().getErr();
      print(
          answer,
          new Publish(session.spark(), opened, config, new ReportLines(err, common.bar()))
              .execute());
      return 0;
    }
  }

  private static void print(PrintWriter out, Published published) {
    String filters = published.window().filters();
    out.println(
        "Window: %s, UTC, %s%s"
            .formatted(
                ReportLines.days(published.window()),
                Numbers.count(published.events(), "event", "events"),
                filters.isEmpty() ? "" : " of " + filters));
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.text("report"),
                TextTable.Column.number("rows"),
                TextTable.Column.number("new"),
                TextTable.Column.number("gone"),
                TextTable.Column.number("up"),
                TextTable.Column.number("down")));
    for (ReportAnswer answer : published.answers()) {
      table.add(
          answer.report().name(),
          Numbers.plain(answer.rowCount()),
          change(answer, "new"),
          change(answer, "gone"),
          change(answer, "up"),
          change(answer, "down"));
    }
    table.print(out);
    if (published.page() != null) {
      out.println("Page: " + published.page());
    }
  }

  private static @Nullable String change(ReportAnswer answer, String kind) {
    return answer.changes().isEmpty()
        ? null
        : Numbers.plain(answer.changes().getOrDefault(kind, 0L));
  }

  private String required(String option, @Nullable String value) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '%s=...'".formatted(option));
    }
    return value;
  }

  private List<Report> wanted(Reports reports) {
    if (names.isEmpty()) {
      return reports.all();
    }
    List<Report> wanted = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      Report report = reports.named(name);
      if (report == null) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no report '%s'; the nearest are %s. All of them: trailhouse report --list"
                .formatted(name, String.join(", ", reports.nearest(name))));
      }
      wanted.add(report);
    }
    return wanted;
  }

  /** The window that was asked for; where nothing was said, as far as the lake reaches. */
  private ReportWindow window(Lake opened) {
    if (from != null && to != null) {
      return window(from, to);
    }
    NavigableSet<LocalDate> days = opened.eventDays();
    if (days.isEmpty()) {
      throw new TrailhouseException(
          "The lake at %s holds no events yet; ingest some, or name a window with --from and --to"
              .formatted(opened.uri()));
    }
    return window(from == null ? days.first() : from, to == null ? days.last().plusDays(1) : to);
  }

  private ReportWindow window(LocalDate first, LocalDate end) {
    try {
      return new ReportWindow(first, end, accounts, regions, eventSources, callers);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void print(PrintWriter out, Reports reports) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.text("report"),
                TextTable.Column.text("group"),
                TextTable.Column.text("answers")));
    for (Report report : reports.all()) {
      table.add(report.name(), report.group(), report.question());
    }
    table.print(out);
  }
}
