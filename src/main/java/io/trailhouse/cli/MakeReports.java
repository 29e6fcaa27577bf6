package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import io.trailhouse.render.Numbers;
import io.trailhouse.render.Page;
import io.trailhouse.render.PageHeading;
import io.trailhouse.report.Asked;
import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportFolder;
import io.trailhouse.report.ReportRun;
import io.trailhouse.report.ReportTable;
import io.trailhouse.report.ReportTables;
import io.trailhouse.report.ReportWindow;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Asks reports, and writes their answers in the forms that are wanted. */
final class MakeReports {

  /** Reports asked at a time: most of a small answer's time is Spark's planning, not its tasks. */
  private static final int AT_A_TIME = 3;

  /**
   * The most rows of a report that the page is given; its charts draw them, its tables show fewer.
   */
  private static final int ROWS_ON_PAGE = 20_000;

  private final SparkSession spark;
  private final Lake lake;
  private final String lakeName;
  private final ReportWindow window;
  private final List<Report> reports;
  private final Set<ReportForm> forms;
  private final ReportFolder folder;
  private final Duration lookBack;
  private final Bar bar;

  MakeReports(
      SparkSession spark,
      Lake lake,
      String lakeName,
      ReportWindow window,
      List<Report> reports,
      Set<ReportForm> forms,
      ReportFolder folder,
      Duration lookBack,
      Bar bar) {
    this.spark = spark;
    this.lake = lake;
    this.lakeName = lakeName;
    this.window = window;
    this.reports = reports;
    this.forms = forms;
    this.folder = folder;
    this.lookBack = lookBack;
    this.bar = bar;
  }

  /**
   * Does it.
   *
   * @throws TrailhouseException if a report cannot be answered
   */
  void execute(PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
    // Windows are whole partitions: bounds of files, which take a job a query, leave none out.
    spark.conf().set("spark.databricks.delta.stats.skipping", "false");
    err.println("reading the events of %s ...".formatted(days()));
    err.flush();
    try (ReportRun run = new ReportRun(spark, lake, window, reports, lookBack)) {
      out.println(
          "Window: %s, UTC, %s%s"
              .formatted(
                  days(),
                  Numbers.count(run.eventCount(), "event", "events"),
                  window.filters().isEmpty() ? "" : " of " + window.filters()));
      if (run.eventCount() == 0) {
        err.println(noEvents());
        err.flush();
      }
      List<ReportAnswer> answers = answers(run, err);
      answers.add(write(run.changes()));
      print(out, answers);
      if (forms.contains(ReportForm.HTML)) {
        writePage(answers);
        out.println("Page: " + folder.pathOf(Page.FILE));
      }
    }
  }

  private String noEvents() {
    NavigableSet<LocalDate> held = lake.eventDays();
    return held.isEmpty()
        ? "The lake has no events yet; ingest some first."
        : "There are no such events; the lake's are of %s to %s. Check --from and --to%s."
            .formatted(
                held.first(), held.last(), window.filters().isEmpty() ? "" : ", and the filters");
  }

  private String days() {
    return "%s to %s (not included)".formatted(window.from(), window.to());
  }

  private List<ReportAnswer> answers(ReportRun run, PrintWriter err)
      throws IOException, InterruptedException {
    bar.step("reports", 0, reports.size(), Bar.Unit.REPORTS);
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<ReportAnswer>> futures = new ArrayList<>();
      for (Report report : reports) {
        futures.add(threads.submit(() -> write(run.ask(report))));
      }
      List<ReportAnswer> answers = new ArrayList<>();
      for (int i = 0; i < reports.size(); i++) {
        answers.add(answer(reports.get(i), futures.get(i)));
        bar.step("reports", i + 1, reports.size(), Bar.Unit.REPORTS);
        err.println(
            "%s: %s (%d of %d)"
                .formatted(
                    reports.get(i).name(),
                    Numbers.count(answers.get(i).rowCount(), "row", "rows"),
                    i + 1,
                    reports.size()));
        err.flush();
      }
      return answers;
    } finally {
      threads.shutdownNow();
      // Those under way must not meet a session that has ended.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static ReportAnswer answer(Report report, Future<ReportAnswer> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Failure failure = Failure.ofQuery(e);
      if (failure.exitCode() == Failure.USAGE) {
        throw new TrailhouseException(
            "The report %s cannot be answered: %s".formatted(report.name(), failure.message()), e);
      }
      throw new IOException("the report " + report.name(), e.getCause());
    }
  }

  private ReportAnswer write(Asked asked) throws IOException {
    ReportTable table =
        forms.contains(ReportForm.DELTA) ? new ReportTables(lake).start(asked, window) : null;
    try (AnswerFiles files = new AnswerFiles(folder, forms, asked, table)) {
      ReportAnswer answer = asked.forEachRow(ROWS_ON_PAGE, files);
      files.end();
      return answer;
    }
  }

  private void print(PrintWriter out, List<ReportAnswer> answers) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.text("report"),
                TextTable.Column.number("rows"),
                TextTable.Column.number("new"),
                TextTable.Column.number("gone"),
                TextTable.Column.number("up"),
                TextTable.Column.number("down")));
    for (ReportAnswer answer : answers) {
      table.add(
          answer.report().name(),
          Numbers.plain(answer.rowCount()),
          change(answer, "new"),
          change(answer, "gone"),
          change(answer, "up"),
          change(answer, "down"));
    }
    table.print(out);
  }

  private void writePage(List<ReportAnswer> answers) throws IOException {
    PageHeading heading = new PageHeading(lakeName, window, Instant.now());
    try (OutputStream page = folder.create(Page.FILE)) {
      new Page(heading, answers, forms.contains(ReportForm.CSV) ? AnswerFiles.CSV : null)
          .writeTo(page);
    }
  }

  private static @Nullable String change(ReportAnswer answer, String kind) {
    return answer.changes().isEmpty()
        ? null
        : Numbers.plain(answer.changes().getOrDefault(kind, 0L));
  }
}
