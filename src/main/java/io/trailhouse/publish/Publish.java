package io.trailhouse.publish;

import io.trailhouse.TrailhouseException;
import io.trailhouse.render.Page;
import io.trailhouse.render.PageHeading;
import io.trailhouse.report.Asked;
import io.trailhouse.report.QueryFault;
import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportRun;
import io.trailhouse.report.ReportTable;
import io.trailhouse.report.ReportTables;
import io.trailhouse.session.OutputFolder;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/** Asks reports, and writes their answers in the forms that are wanted. */
public final class Publish {

  /** Reports asked at a time: most of a small answer's time is Spark's planning, not its tasks. */
  private static final int AT_A_TIME = 3;

  /**
   * The most rows of a report that the page is given; its charts draw them, its tables show fewer.
   */
  private static final int ROWS_ON_PAGE = 20_000;

  private final SparkSession spark;
  private final Lake lake;
  private final PublishConfig config;
  private final OutputFolder folder;
  private final PublishProgress progress;

  /**
   * Makes the folder.
   *
   * @throws TrailhouseException if it cannot be one
   */
  public Publish(SparkSession spark, Lake lake, PublishConfig config, PublishProgress progress)
      throws IOException {
    this.spark = spark;
    this.lake = lake;
    this.config = config;
    this.folder = OutputFolder.made(spark.sessionState().newHadoopConf(), config.out());
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @throws TrailhouseException if a report cannot be answered
   */
  public Published execute() throws IOException, InterruptedException {
    // Windows are whole partitions: bounds of files, which take a job a query, leave none out.
    spark.conf().set("spark.databricks.delta.stats.skipping", "false");
    progress.reading(config.window());
    try (ReportRun run =
        new ReportRun(spark, lake, config.window(), config.reports(), config.lookBack())) {
      if (run.eventCount() == 0) {
        progress.noEvents(config.window(), lake.eventDays());
      }
      List<ReportAnswer> answers = answers(run);
      answers.add(write(run.changes()));
      boolean isPageWanted = config.forms().contains(ReportForm.HTML);
      if (isPageWanted) {
        writePage(answers);
      }
      return new Published(
          config.window(),
          run.eventCount(),
          answers,
          isPageWanted ? folder.pathOf(Page.FILE) : null);
    }
  }

  private List<ReportAnswer> answers(ReportRun run) throws IOException, InterruptedException {
    List<Report> reports = config.reports();
    progress.asking(reports.size());
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<ReportAnswer>> futures = new ArrayList<>();
      for (Report report : reports) {
        futures.add(threads.submit(() -> write(run.ask(report))));
      }
      List<ReportAnswer> answers = new ArrayList<>();
      for (int i = 0; i < reports.size(); i++) {
        String name = reports.get(i).name();
        answers.add(answer(name, futures.get(i)));
        progress.written(name, answers.get(i).rowCount(), i + 1, reports.size());
      }
      return answers;
    } finally {
      threads.shutdownNow();
      // Those under way must not meet a session that has ended.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static ReportAnswer answer(String report, Future<ReportAnswer> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      QueryFault fault = QueryFault.in(e);
      if (fault != null) {
        throw new TrailhouseException(
            "The report %s cannot be answered: %s".formatted(report, fault.message()), e);
      }
      throw new IOException("the report " + report, e.getCause());
    }
  }

  private ReportAnswer write(Asked asked) throws IOException {
    ReportTable table =
        config.forms().contains(ReportForm.DELTA)
            ? new ReportTables(lake).start(asked, config.window())
            : null;
    try (AnswerFiles files = new AnswerFiles(folder, config.forms(), asked, table)) {
      ReportAnswer answer = asked.forEachRow(ROWS_ON_PAGE, files);
      files.end();
      return answer;
    }
  }

  private void writePage(List<ReportAnswer> answers) throws IOException {
    PageHeading heading = new PageHeading(config.lake(), config.window(), Instant.now());
    String ending = config.forms().contains(ReportForm.CSV) ? AnswerFiles.CSV : null;
    folder.put(Page.FILE, new Page(heading, answers, ending)::writeTo);
  }
}
