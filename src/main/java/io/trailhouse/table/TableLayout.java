package io.trailhouse.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table of a lake is like.
 *
 * @param directory where it is in the lake
 * @param columns its columns, in order
 * @param partitionColumns the names of the columns that it is partitioned by, days and texts; its
 *     files do not hold them
 * @param timeColumn the column whose range the log keeps for each file; null if there is none
 */
public record TableLayout(
    String directory,
    List<TableColumn> columns,
    List<String> partitionColumns,
    @Nullable String timeColumn) {

  /** A layout that nobody changes. */
  public TableLayout {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
  }

  /** The columns that the table's files hold. */
  List<TableColumn> fileColumns() {
    return columns.stream().filter(column -> !partitionColumns.contains(column.name())).toList();
  }
}
