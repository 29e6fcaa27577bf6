package io.trailhouse.report;

import static org.apache.spark.sql.functions.col;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import io.trailhouse.people.People;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * One window's events as two views: all columns as they stand in the lake, and, read once and kept
 * in memory for all reports, the narrow columns that they ask for. A report that asks for a wide
 * column, a text of JSON say, is answered from the lake; such reports look at a few services or
 * names, so that few files are read.
 */
final class EventViews implements AutoCloseable {

  /** Columns that are long, or that differ from event to event. */
  private static final Set<EventColumn> WIDE =
      EnumSet.of(
          EventColumn.EVENT_ID,
          EventColumn.REQUEST_ID,
          EventColumn.RESOURCES,
          EventColumn.RECORD_SHAPE,
          EventColumn.CONTENT_HASH);

  static {
    Arrays.stream(EventColumn.values())
        .filter(column -> column.type() == ColumnType.JSON)
        .forEach(WIDE::add);
    // Null in most rows.
    WIDE.remove(EventColumn.UNKNOWN_FIELDS);
  }

  private static final Pattern ASKS_FOR_WIDE =
      Pattern.compile(
          WIDE.stream()
              .map(EventColumn::columnName)
              .collect(Collectors.joining("|", "\\b(?:", ")\\b|(?i)\\bselect\\s+\\*|\\.\\*")));

  private static final Pattern NO_WORD = Pattern.compile("\\W+");

  private static final Pattern ASKS_FOR_PERSON = Pattern.compile("\\bperson");

  private static final String ACTOR = "trailhouse_actor";
  private static final String HELD = "trailhouse_held";
  private static final String DAY = "trailhouse_day";
  private static final String WIDE_VIEW = "_wide";
  private static final String PERSON_VIEW = "_wide_with_person";
  private static final String NARROW_VIEW = "_narrow";

  private final String name;
  private final SparkSession spark;
  private final Dataset<Row> narrow;

  /**
   * Makes the views.
   *
   * @param name what their names begin with
   * @param reports what will be asked
   */
  EventViews(
      String name, SparkSession spark, Lake lake, ReportWindow window, List<Report> reports) {
    this.name = name;
    this.spark = spark;
    Dataset<Row> events = ReportRun.read(spark, lake, LakeTable.EVENTS).filter(window.contains());
    boolean anyPerson = reports.stream().anyMatch(EventViews::asksForPerson);
    Dataset<Row> withPerson =
        anyPerson
            ? withPerson(
                events, ReportRun.read(spark, lake, LakeTable.PEOPLE).filter(window.inDays()))
            : events;
    if (lake.has(LakeTable.SESSIONS)) {
      sessions(ReportRun.read(spark, lake, LakeTable.SESSIONS), events, window)
          .createOrReplaceTempView(sessions());
    } else {
      spark.range(0).createOrReplaceTempView(sessions());
    }
    events.createOrReplaceTempView(name + WIDE_VIEW);
    withPerson.createOrReplaceTempView(name + PERSON_VIEW);
    Set<String> words =
        reports.stream()
            .flatMap(report -> NO_WORD.splitAsStream(report.sql()))
            .collect(Collectors.toSet());
    Column[] columns =
        Arrays.stream(withPerson.columns())
            .filter(column -> words.contains(column) && !isWide(column))
            .map(functions::col)
            .toArray(Column[]::new);
    this.narrow = withPerson.select(columns).persist(StorageLevel.MEMORY_AND_DISK());
    narrow.createOrReplaceTempView(name + NARROW_VIEW);
  }

  private static boolean isWide(String column) {
    EventColumn known = EventColumn.named(column);
    return known != null && WIDE.contains(known);
  }

  /** How many events there are; reads them into memory. */
  long count() {
    return narrow.count();
  }

  private static Dataset<Row> withPerson(Dataset<Row> events, Dataset<Row> people) {
    Dataset<Row> known =
        people
            .filter(col("person").isNotNull())
            .select(
                col("event_date").as(DAY),
                col("actor").as(HELD),
                col("person"),
                col("person_rule"));
    return events
        .withColumn(ACTOR, People.actor())
        .join(known, col(ACTOR).equalTo(col(HELD)).and(col("event_date").equalTo(col(DAY))), "left")
        .drop(ACTOR, HELD, DAY);
  }

  /** The sittings of whoever has events in the window; the filters do not divide a sitting. */
  private static Dataset<Row> sessions(
      Dataset<Row> sessions, Dataset<Row> events, ReportWindow window) {
    Dataset<Row> ofDays = sessions.filter(window.inDays());
    if (window.filters().isEmpty()) {
      return ofDays;
    }
    Dataset<Row> active =
        events.select(col("event_date").as(DAY), People.actor().as(HELD)).distinct();
    return ofDays.join(
        active,
        col("actor").equalTo(col(HELD)).and(col("event_date").equalTo(col(DAY))),
        "left_semi");
  }

  /** The view of the window's sittings. */
  String sessions() {
    return name + "_sessions";
  }

  /** Whether a report asks for persons. */
  static boolean asksForPerson(Report report) {
    return ASKS_FOR_PERSON.matcher(report.sql()).find();
  }

  /** The view that a report is answered from. */
  String viewFor(Report report) {
    if (!ASKS_FOR_WIDE.matcher(report.sql()).find()) {
      return name + NARROW_VIEW;
    }
    return name + (asksForPerson(report) ? PERSON_VIEW : WIDE_VIEW);
  }

  @Override
  public void close() {
    narrow.unpersist();
    for (String view : List.of(NARROW_VIEW, WIDE_VIEW, PERSON_VIEW)) {
      spark.catalog().dropTempView(name + view);
    }
    spark.catalog().dropTempView(sessions());
  }
}
