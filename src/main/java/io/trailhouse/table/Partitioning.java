package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the table of events is partitioned by. */
public enum Partitioning {

  /** Who asks for one service reads nothing of the others. */
  DATE_REGION_SOURCE("date,region,source", EventColumn.PARTITION_COLUMNS),

  /** So few files that organisations of many regions, each with little of each service, gain. */
  DATE_REGION("date,region", List.of(EventColumn.EVENT_DATE, EventColumn.AWS_REGION));

  private final String text;

  /** Made by List.of and toList, which nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<EventColumn> columns;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<EventColumn> fileColumns;

  @SuppressWarnings("ImmutableEnumChecker")
  private final FileLayout fileLayout;

  Partitioning(String text, List<EventColumn> columns) {
    this.text = text;
    this.columns = columns;
    this.fileColumns =
        Arrays.stream(EventColumn.values()).filter(column -> !columns.contains(column)).toList();
    this.fileLayout =
        FileLayout.of(TableSchema.parquet(fileColumns.stream().map(TableColumn::of).toList()));
  }

  /** What it is called on the command line: {@code date,region,source} say. */
  public String text() {
    return text;
  }

  /** The names of the columns that the table is partitioned by, in order. */
  public List<String> columns() {
    return columns.stream().map(EventColumn::columnName).toList();
  }

  /** Whether event files hold a column; those of partition columns stand in the log. */
  boolean isInFiles(EventColumn column) {
    return !columns.contains(column);
  }

  /** The columns that stand in an event file, in order. */
  List<EventColumn> fileColumns() {
    return fileColumns;
  }

  /** The layout of an event file. */
  FileLayout fileLayout() {
    return fileLayout;
  }

  /** The one whose columns have these names; empty if there is none. */
  static Optional<Partitioning> of(Collection<String> columnNames) {
    return Arrays.stream(values())
        .filter(each -> each.columns().equals(List.copyOf(columnNames)))
        .findFirst();
  }

  /** The one by which a file of events has its partition. */
  static Partitioning of(DataFile file) {
    return of(file.partition().keySet())
        .orElseThrow(
            () -> new IllegalArgumentException("no file of events: " + file.partition().keySet()));
  }
}
