package io.trailhouse.report;

import static org.apache.spark.sql.functions.sum;

import io.trailhouse.people.People;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One window's events as views: event by event, read from the lake whenever they are asked for, and
 * summed up as {@link Usage}, which is computed once.
 */
final class EventViews implements AutoCloseable {

  private static final String EVENTS = "_events";
  private static final String EVENTS_WITH_PERSON = "_events_with_person";
  private static final String USAGE = "_usage";
  private static final String BEHAVIOURS = "_behaviours";
  private static final String SESSIONS = "_sessions";

  private static final Pattern NO_WORD = Pattern.compile("\\W+");

  private final String name;
  private final SparkSession spark;
  private final Dataset<Row> events;
  private final @Nullable Usage usage;

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
    LakeViews tables = new LakeViews(spark, lake);
    this.events = tables.table(LakeTable.EVENTS).filter(window.contains());
    events.createOrReplaceTempView(name + EVENTS);
    boolean anyPerson = reports.stream().anyMatch(Report::asksForPerson);
    Dataset<Row> withPerson =
        anyPerson
            ? People.withPerson(events, tables.table(LakeTable.PEOPLE).filter(window.inDays()))
            : events;
    withPerson.createOrReplaceTempView(name + EVENTS_WITH_PERSON);
    if (lake.has(LakeTable.SESSIONS)) {
      sessions(tables.table(LakeTable.SESSIONS), events, window)
          .createOrReplaceTempView(name + SESSIONS);
    } else {
      spark.range(0).createOrReplaceTempView(name + SESSIONS);
    }
    List<Report> askingForUsage = reports.stream().filter(EventViews::asksForUsage).toList();
    if (askingForUsage.isEmpty()) {
      this.usage = null;
    } else {
      this.usage = Usage.of(withPerson, names(askingForUsage));
      usage.rows().createOrReplaceTempView(name + USAGE);
      if (askingForUsage.stream().anyMatch(report -> report.asks("behaviours"))) {
        FirstSeen.behaviours(usage.rows(), sum("events").as("events"))
            .createOrReplaceTempView(name + BEHAVIOURS);
      }
    }
  }

  private static boolean asksForUsage(Report report) {
    return Stream.of("usage", "usage_before", "behaviours").anyMatch(report::asks);
  }

  private static Set<String> names(List<Report> reports) {
    Set<String> names =
        reports.stream()
            .flatMap(report -> NO_WORD.splitAsStream(report.sql()))
            .collect(Collectors.toSet());
    if (reports.stream().anyMatch(report -> report.asks("behaviours"))) {
      names.addAll(FirstSeen.USED);
    }
    return names;
  }

  /** How many events there are. */
  long count() {
    return usage == null ? events.count() : usage.eventCount();
  }

  /** How many rows they are summed up in; 0 if no report asks for it. */
  long usageRows() {
    return usage == null ? 0 : usage.rowCount();
  }

  /** The sittings of whoever has events in the window; the filters do not divide a sitting. */
  private static Dataset<Row> sessions(
      Dataset<Row> sessions, Dataset<Row> events, ReportWindow window) {
    Dataset<Row> ofDays = sessions.filter(window.inDays());
    return window.filters().isEmpty() ? ofDays : People.sessionsIn(ofDays, events);
  }

  /** The view of the events for a report. */
  String eventsFor(Report report) {
    return name + (report.asksForPerson() ? EVENTS_WITH_PERSON : EVENTS);
  }

  /** The view of the events summed up, if a report asks for it. */
  String usage() {
    return name + USAGE;
  }

  /** The view of what callers and accounts used, if a report asks for it. */
  String behaviours() {
    return name + BEHAVIOURS;
  }

  /** The view of the window's sittings. */
  String sessions() {
    return name + SESSIONS;
  }

  @Override
  public void close() {
    if (usage != null) {
      usage.close();
    }
    for (String view : List.of(EVENTS, EVENTS_WITH_PERSON, USAGE, BEHAVIOURS, SESSIONS)) {
      spark.catalog().dropTempView(name + view);
    }
  }
}
