package io.trailhouse.notebook;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.trailhouse.TrailhouseException;
import io.trailhouse.people.People;
import io.trailhouse.report.Asked;
import io.trailhouse.report.NamedParameters;
import io.trailhouse.report.Report;
import io.trailhouse.report.ReportRun;
import io.trailhouse.report.ReportWindow;
import io.trailhouse.report.Reports;
import io.trailhouse.session.LakeViews;
import io.trailhouse.session.SparkSettings;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake, for notebooks: its tables are views, and its reports are answered by name. Days are like
 * {@code 2026-10-01}, UTC; the first is included, the last is not.
 */
public final class TrailLake {

  /** The variable of the process that names the lake, which {@code scripts/notebook} sets. */
  private static final String VARIABLE = "TRAILHOUSE_LAKE";

  /** The most rows of a report that a notebook is given. */
  private static final int ROWS = 20_000;

  private final SparkSession spark;
  private final Lake lake;
  private Reports reports = Reports.find(null);

  private TrailLake(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * Opens the lake that {@code scripts/notebook} was started with.
   *
   * @throws TrailhouseException if it was started without one, or there is none
   */
  public static TrailLake open() {
    String uri = System.getenv(VARIABLE);
    if (uri == null || uri.isBlank()) {
      throw new TrailhouseException(
          "%s is not set; start with: scripts/notebook --lake URI, or name the lake: TrailLake.open(\"URI\")"
              .formatted(VARIABLE));
    }
    return open(uri);
  }

  /**
   * Opens a lake, on Spark inside of this process unless there is one already.
   *
   * @throws TrailhouseException if there is none
   */
  public static TrailLake open(String uri) {
    // Below this level the kernel's console fails where Spark's compiler logs.
    Logger.getLogger("").setLevel(Level.WARNING);
    SparkConf conf = new SparkConf();
    SparkSettings.complete(conf, "trailhouse notebook");
    return open(SparkSession.builder().config(conf).getOrCreate(), uri);
  }

  static TrailLake open(SparkSession spark, String uri) {
    Lake lake = Lake.at(spark.sessionState().newHadoopConf(), uri);
    lake.requireExisting();
    TrailLake opened = new TrailLake(spark, lake);
    new LakeViews(spark, lake).create(any -> true);
    return opened;
  }

  /** The Spark that reads the lake. */
  public SparkSession spark() {
    return spark;
  }

  /** The answer of a query in Spark SQL over the views; times are UTC. */
  public Dataset<Row> sql(String query) {
    return spark.sql(query);
  }

  /** The same, with texts in the place of parameters like {@code :caller}, quoted as they need. */
  public Dataset<Row> sql(String query, Map<String, String> parameters) {
    return spark.sql(NamedParameters.ofTexts(parameters).in(query));
  }

  /**
   * Makes views of some days: {@code people}, {@code sessions}, and {@code events_with_person}, the
   * events with {@code person} and {@code person_rule}.
   */
  public void people(String from, String to) {
    People people =
        People.resolve(spark, lake, LocalDate.parse(from), LocalDate.parse(to), People.LOOK_BACK);
    people.people().createOrReplaceTempView("people");
    people.sessions().createOrReplaceTempView("sessions");
    Dataset<Row> events =
        spark
            .table("events")
            .where(col("event_date").geq(lit(from)).and(col("event_date").lt(lit(to))));
    People.withPerson(events, people.people()).createOrReplaceTempView("events_with_person");
  }

  /** Looks for reports in a folder too, before those that come with Trailhouse. */
  public TrailLake withReports(String folder) {
    reports = Reports.find(Path.of(folder));
    return this;
  }

  /** The names of the reports. */
  public List<String> reports() {
    return reports.all().stream().map(Report::name).toList();
  }

  /**
   * What a report answers about some days.
   *
   * @throws TrailhouseException if there is no report of that name
   */
  public TrailReport report(String name, String from, String to) {
    Report report = reports.named(name);
    if (report == null) {
      throw new TrailhouseException(
          "There is no report %s; the names most like it are %s"
              .formatted(name, String.join(", ", reports.nearest(name))));
    }
    ReportWindow window =
        new ReportWindow(
            LocalDate.parse(from), LocalDate.parse(to), Set.of(), Set.of(), Set.of(), Set.of());
    // In a session of its own, so that the report's views do not take the place of the notebook's.
    SparkSession beside = spark.newSession();
    SparkSettings.setUtc(beside);
    try (ReportRun run = new ReportRun(beside, lake, window, List.of(report), People.LOOK_BACK)) {
      return answered(run.ask(report));
    } finally {
      SparkSession.setActiveSession(spark);
    }
  }

  /** A query's rows, to be shown as a table. */
  public TrailReport answer(String title, Dataset<Row> rows) {
    return answered(Asked.ofQuery(title, null, rows));
  }

  /**
   * A query's rows, to be shown as a table and drawn.
   *
   * @param chart as in a report's header, such as {@code bar events by caller_name top 20}
   */
  public TrailReport answer(String title, String chart, Dataset<Row> rows) {
    return answered(Asked.ofQuery(title, chart, rows));
  }

  private TrailReport answered(Asked asked) {
    Dataset<Row> rows = asked.rows().limit(ROWS);
    try {
      return new TrailReport(
          asked.forEachRow(ROWS, row -> {}),
          spark.createDataFrame(rows.collectAsList(), rows.schema()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
