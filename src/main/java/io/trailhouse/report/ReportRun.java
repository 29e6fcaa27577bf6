package io.trailhouse.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.trailhouse.TrailhouseException;
import io.trailhouse.people.People;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Asks reports of a lake about one window. A report's query finds the window's events under the
 * name {@code events}, and summed up as {@code usage}; those of the window of the same length
 * before it as {@code before} and {@code usage_before}; what callers used as {@code behaviours},
 * its sittings as {@code sessions}, and the lake's other tables under their own names.
 */
public final class ReportRun implements AutoCloseable {

  /** The name under which {@link #changes()} are written. */
  static final String CHANGES_NAME = "changes";

  /** The columns that comparing adds. */
  static final String CHANGE = "change";

  static final String BEFORE = "_before";

  private static final String GONE = "gone";

  private static final String IS = "trailhouse_is";
  private static final String WAS = "trailhouse_was";

  /** What changed, as if it were a report. */
  private static final Report CHANGES =
      new Report(
          CHANGES_NAME,
          "",
          "What changed",
          "What is new, gone, more or less than in the window before?",
          List.of(
              new Report.Column("report", "report that says so"),
              new Report.Column(CHANGE, "new, gone, up or down"),
              new Report.Column("subject", "what it is about: the report's key"),
              new Report.Column("measure", "what was counted"),
              new Report.Column("value", "count in the window"),
              new Report.Column("value_before", "count in the window of the same length before it"),
              new Report.Column("difference", "value - value_before")),
          null,
          List.of(),
          null,
          "report, abs(difference) desc, subject",
          "");

  /** How a query begins that has named parts of its own. */
  private static final Pattern WITH = Pattern.compile("(?i)((?:\\s|--[^\\n]*\\n)*)with(?=\\s)");

  /** So many events and more are worth it to compile queries that read them. */
  private static final long WORTH_COMPILING = 50_000;

  private final SparkSession spark;
  private final SparkSession interpreting;
  private final NamedParameters parameters;
  private final EventViews events;
  private final EventViews before;
  private final long eventCount;
  private final long eventCountBefore;
  private final List<Dataset<Row>> changed = new ArrayList<>();
  private final List<ComputedRows> computed = new ArrayList<>();

  /**
   * Reads the window's events, and those of the window before it.
   *
   * @param reports what will be asked
   * @param lookBack how far before a day those are looked for who made its sessions
   * @throws TrailhouseException if there is no lake
   */
  public ReportRun(
      SparkSession spark, Lake lake, ReportWindow window, List<Report> reports, Duration lookBack) {
    lake.requireExisting();
    this.spark = spark;
    tell("preparing " + days(window));
    this.parameters = new NamedParameters(window);
    ReportFunctions.register(spark);
    new LakeViews(spark, lake)
        .create(table -> table != LakeTable.EVENTS && LakeTable.ingested().contains(table));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      // Spark plans a query on one core; two of them keep two busy.
      Future<?> firstSeen = threads.submit(() -> prepareFirstSeen(lake, reports));
      if (reports.stream().anyMatch(report -> report.asksForPerson() || report.asks("sessions"))) {
        People.resolve(spark, lake, window.before().from(), window.to(), lookBack);
      }
      Future<EventViews> views =
          threads.submit(
              () -> {
                tell("summing up the events before, " + days(window.before()));
                return new EventViews("trailhouse_before", spark, lake, window.before(), reports);
              });
      tell("summing up the events of " + days(window));
      this.events = new EventViews("trailhouse_events", spark, lake, window, reports);
      this.before = result(views, "sum up the events before");
      result(firstSeen, "bring first_seen up to date");
    } finally {
      threads.shutdown();
    }
    tell("counting the events of " + days(window));
    this.eventCount = events.count();
    this.eventCountBefore = before.count();
    this.interpreting = interpreting(spark);
  }

  private void prepareFirstSeen(Lake lake, List<Report> reports) {
    if (reports.stream().anyMatch(report -> report.asks(FirstSeen.NAME))) {
      tell("bringing first_seen up to date");
      new FirstSeen(spark, lake).upToDate().createOrReplaceTempView(FirstSeen.NAME);
    }
  }

  /** Names the jobs that follow in this thread, on Spark's page and wherever jobs are shown. */
  private void tell(String description) {
    spark.sparkContext().setJobDescription("report: " + description);
  }

  private static String days(ReportWindow window) {
    return "%s to %s".formatted(window.from(), window.to());
  }

  /** What came of a thread's work, or why nothing did. */
  static <T> T result(Future<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new TrailhouseException("Cannot %s: %s".formatted(what, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrailhouseException("Interrupted: cannot " + what, e);
    }
  }

  /** The same session with the same views, which answers sooner what is about few rows. */
  private static SparkSession interpreting(SparkSession spark) {
    SparkSession session = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.shuffle.partitions", "1");
    return session;
  }

  /** Spark's compiler takes longer than it saves where there is little to read. */
  private SparkSession sessionFor(Report report) {
    boolean readsEvents = report.asks("events") || report.asks("before");
    boolean isMuch =
        readsEvents
            ? eventCount + eventCountBefore >= WORTH_COMPILING
            : events.usageRows() + before.usageRows() >= Usage.ROWS_OF_A_TASK;
    return isMuch ? spark : interpreting;
  }

  /** How many events the window has. */
  public long eventCount() {
    return eventCount;
  }

  /**
   * Computes a report's answer; with what changed, where the report has a key and the window before
   * has events.
   *
   * @throws TrailhouseException if its query and its header do not agree
   */
  public Asked ask(Report report) {
    tell(report.name());
    Dataset<Row> now = answer(report, events);
    String measure = report.measure();
    if (measure == null) {
      return asked(report, now, Map.of());
    }
    requireCount(report, measure, now);
    if (eventCountBefore == 0) {
      return asked(
          report,
          now.withColumn(measure + BEFORE, lit(null).cast(DataTypes.LongType))
              .withColumn(CHANGE, lit(null).cast(DataTypes.StringType)),
          Map.of());
    }
    ComputedRows compared = computed(report, compared(report, measure, now));
    synchronized (changed) {
      changed.add(changes(report, measure, compared.dataset()));
    }
    return new Asked(report, compared.without(CHANGE, GONE), compared.counts(CHANGE));
  }

  /**
   * What changed against the window before in all reports that were asked so far; an answer like a
   * report's, with a row for each row of theirs that is not the same.
   */
  public Asked changes() {
    tell(CHANGES.name());
    Dataset<Row> all;
    synchronized (changed) {
      all = changed.stream().reduce(Dataset::union).orElseGet(this::noChanges);
    }
    return asked(CHANGES, all, Map.of());
  }

  private Dataset<Row> noChanges() {
    return spark
        .range(0)
        .select(
            lit("").as("report"),
            lit("").as(CHANGE),
            lit("").as("subject"),
            lit("").as("measure"),
            col("id").as("value"),
            col("id").as("value_before"),
            col("id").as("difference"));
  }

  private Asked asked(Report report, Dataset<Row> answer, Map<String, Long> changes) {
    return new Asked(report, computed(report, answer), changes);
  }

  private ComputedRows computed(Report report, Dataset<Row> answer) {
    ComputedRows rows = ComputedRows.of(answer, Asked.order(report));
    synchronized (computed) {
      computed.add(rows);
    }
    return rows;
  }

  private Dataset<Row> answer(Report report, EventViews asked) {
    SparkSession session = sessionFor(report);
    // On the query's first line, and blanks for its WITH, so that Spark's messages name the places
    // in the file.
    String views =
        Stream.of(
                Map.entry("events", asked.eventsFor(report)),
                Map.entry("before", before.eventsFor(report)),
                Map.entry("usage", asked.usage()),
                Map.entry("usage_before", before.usage()),
                Map.entry("behaviours", asked.behaviours()),
                Map.entry("sessions", asked.sessions()))
            .filter(view -> report.asks(view.getKey()))
            .map(view -> "%s AS (FROM %s)".formatted(view.getKey(), view.getValue()))
            .collect(Collectors.joining(", "));
    if (views.isEmpty()) {
      return Asked.typed(report, session.sql(parameters.in(report.sql())));
    }
    Matcher with = WITH.matcher(report.sql());
    String query =
        with.lookingAt()
            ? "WITH " + views + "," + with.group(1) + "    " + report.sql().substring(with.end())
            : "WITH " + views + " " + report.sql();
    return Asked.typed(report, session.sql(parameters.in(query)));
  }

  private static void requireCount(Report report, String measure, Dataset<Row> answer) {
    if (!answer.schema().apply(measure).dataType().equals(DataTypes.LongType)) {
      throw new TrailhouseException(
          "The report %s compares %s, which is no count; name a column of whole numbers as its"
                  .formatted(report.name(), measure)
              + " measure");
    }
  }

  private Dataset<Row> compared(Report report, String measure, Dataset<Row> now) {
    Column[] key = report.key().stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> then =
        answer(report, before)
            .groupBy(key)
            .agg(sum(measure).as(measure + BEFORE))
            .withColumn(WAS, lit(true));
    Dataset<Row> is = now.withColumn(IS, lit(true));
    Column sameKey =
        report.key().stream()
            .map(name -> is.col(name).eqNullSafe(then.col(name)))
            .reduce(Column::and)
            .orElseThrow();
    Column value = coalesce(is.col(measure), lit(0L));
    Column valueBefore = coalesce(then.col(measure + BEFORE), lit(0L));
    List<Column> columns = new ArrayList<>();
    for (String name : now.columns()) {
      Column column = is.col(name);
      columns.add(report.key().contains(name) ? coalesce(column, then.col(name)).as(name) : column);
    }
    columns.add(valueBefore.as(measure + BEFORE));
    columns.add(
        when(is.col(IS).isNull(), lit(GONE))
            .when(then.col(WAS).isNull(), lit("new"))
            .when(value.gt(valueBefore), lit("up"))
            .when(value.lt(valueBefore), lit("down"))
            .otherwise(lit("same"))
            .as(CHANGE));
    return is.join(then, sameKey, "full_outer").select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> changes(Report report, String measure, Dataset<Row> compared) {
    Column subject =
        concat_ws(
            " · ",
            report.key().stream()
                .map(name -> coalesce(col(name).cast(DataTypes.StringType), lit("none")))
                .toArray(Column[]::new));
    Column value = coalesce(col(measure), lit(0L));
    return compared
        .filter(col(CHANGE).notEqual("same"))
        .select(
            lit(report.name()).as("report"),
            col(CHANGE),
            subject.as("subject"),
            lit(measure).as("measure"),
            value.as("value"),
            col(measure + BEFORE).as("value_before"),
            value.minus(col(measure + BEFORE)).as("difference"));
  }

  @Override
  public void close() {
    computed.forEach(ComputedRows::close);
    events.close();
    before.close();
  }
}
