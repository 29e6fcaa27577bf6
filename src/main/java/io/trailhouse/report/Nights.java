package io.trailhouse.report;

import io.trailhouse.report.Chart.Form;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The nights that were reported on: days that have a row in the table of the report {@code
 * overview}, without filters.
 */
public final class Nights {

  private static final String OVERVIEW = "overview";
  private static final String EVENTS = "events";

  /** Columns of the overview that tell a night from another. */
  private static final List<Report.Column> COLUMNS =
      List.of(
          new Report.Column("night", "day of event times, UTC"),
          new Report.Column(EVENTS, "events, count"),
          new Report.Column("events_before", "events of the day before, count"),
          new Report.Column("callers", "different callers, count"),
          new Report.Column("people", "different people behind them, count"),
          new Report.Column("accounts", "different accounts, count"),
          new Report.Column("regions", "different regions, count"),
          new Report.Column("event_sources", "different services, count"),
          new Report.Column("apis", "different APIs, count"),
          new Report.Column("new_behaviours", "seen for the first time, count"),
          new Report.Column("errors", "events with an error code, count"),
          new Report.Column("denied", "events that were denied, count"),
          new Report.Column("throttled", "events that were throttled, count"),
          new Report.Column("root_events", "events of root, count"),
          new Report.Column("writes_without_mfa", "writes by people without MFA, count"),
          new Report.Column("failed_logins", "console sign-ins that failed, count"),
          new Report.Column("quarantined", "damaged objects and bad records, count"),
          new Report.Column("late_events", "delivered more than an hour later, count"),
          new Report.Column("last_event", "latest, UTC"));

  private static final Report REPORT =
      new Report(
          "nights",
          "",
          "All nights",
          "How does a night compare with the others?",
          COLUMNS,
          new Chart(Form.LINE, EVENTS, "night", null, 0),
          List.of(),
          null,
          "night DESC",
          "");

  private final SparkSession spark;
  private final Lake lake;

  /** The nights of a lake. */
  public Nights(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** A row for each, the latest first. */
  public ReportAnswer all() {
    List<ReportAnswer.Column> columns = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Dataset<Row> overviews = overviews();
    List<String> present = overviews == null ? List.of() : List.of(overviews.columns());
    List<Report.Column> known =
        COLUMNS.stream()
            .filter(column -> column.name().equals("night") || present.contains(column.name()))
            .toList();
    for (Report.Column column : known) {
      columns.add(new ReportAnswer.Column(column.name(), type(column.name()), column.comment()));
    }
    if (overviews != null) {
      String[] expressions =
          known.stream()
              .map(column -> column.name().equals("night") ? "window_from AS night" : column.name())
              .toArray(String[]::new);
      for (Row row :
          overviews.selectExpr(expressions).orderBy(Asked.order(REPORT)).collectAsList()) {
        rows.add(Asked.values(row));
      }
    }
    return new ReportAnswer(REPORT, columns, rows, rows.size(), Map.of());
  }

  private static ReportAnswer.Type type(String column) {
    return switch (column) {
      case "night" -> ReportAnswer.Type.DAY;
      case "last_event" -> ReportAnswer.Type.TIME;
      default -> ReportAnswer.Type.COUNT;
    };
  }

  /** How many events the report on each night counted. */
  public NavigableMap<LocalDate, Long> reported() {
    NavigableMap<LocalDate, Long> reported = new TreeMap<>();
    for (List<@Nullable Object> row : all().rows()) {
      if (row.get(0) instanceof LocalDate night && row.get(1) instanceof Long events) {
        reported.put(night, events);
      }
    }
    return reported;
  }

  /**
   * How many events the lake has of each day, for days that it has any of.
   *
   * @param from the first day
   * @param to the day behind the last one
   */
  public Map<LocalDate, Long> held(LocalDate from, LocalDate to) {
    Map<LocalDate, Long> held = new HashMap<>();
    for (DataFile file : lake.filesOfDays(LakeTable.EVENTS, from, to)) {
      LocalDate day = LocalDate.parse(String.valueOf(file.partition().get("event_date")));
      held.merge(day, Math.max(file.rows(), 0), Long::sum);
    }
    return held;
  }

  private @Nullable Dataset<Row> overviews() {
    String path = new Path(lake.uri(), ReportTables.folderOf(OVERVIEW)).toString();
    if (!io.delta.tables.DeltaTable.isDeltaTable(spark, path)) {
      return null;
    }
    spark.sparkContext().setJobDescription("Reading which nights were reported on");
    return spark
        .read()
        .format("delta")
        .load(path)
        .where("filters = 'none' AND window_to = date_add(window_from, 1)");
  }
}
