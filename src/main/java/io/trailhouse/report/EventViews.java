package io.trailhouse.report;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  }

  private static final Pattern ASKS_FOR_WIDE =
      Pattern.compile(
          WIDE.stream()
              .map(EventColumn::columnName)
              .collect(Collectors.joining("|", "\\b(?:", ")\\b|(?i)\\bselect\\s+\\*|\\.\\*")));

  private static final Pattern NO_WORD = Pattern.compile("\\W+");

  private final String name;
  private final Dataset<Row> narrow;

  /**
   * Makes the views.
   *
   * @param name what their names begin with
   * @param events the window's events
   * @param reports what will be asked
   */
  EventViews(String name, Dataset<Row> events, List<Report> reports) {
    this.name = name;
    events.createOrReplaceTempView(name + "_wide");
    Set<String> words =
        reports.stream()
            .flatMap(report -> NO_WORD.splitAsStream(report.sql()))
            .collect(Collectors.toSet());
    Column[] columns =
        Arrays.stream(events.columns())
            .filter(column -> words.contains(column) && !isWide(column))
            .map(functions::col)
            .toArray(Column[]::new);
    this.narrow = events.select(columns).persist(StorageLevel.MEMORY_AND_DISK());
    narrow.createOrReplaceTempView(name + "_narrow");
  }

  private static boolean isWide(String column) {
    EventColumn known = EventColumn.named(column);
    return known != null && WIDE.contains(known);
  }

  /** How many events there are; reads them into memory. */
  long count() {
    return narrow.count();
  }

  /** The view that a report is answered from. */
  String viewFor(Report report) {
    return name + (ASKS_FOR_WIDE.matcher(report.sql()).find() ? "_wide" : "_narrow");
  }

  @Override
  public void close() {
    narrow.unpersist();
    narrow.sparkSession().catalog().dropTempView(name + "_narrow");
    narrow.sparkSession().catalog().dropTempView(name + "_wide");
  }
}
