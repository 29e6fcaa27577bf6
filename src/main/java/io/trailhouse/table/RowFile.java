package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Writes rows of one of the lake's smaller tables as a Parquet file. */
public final class RowFile {

  /** The values of a table, by row and column. */
  @FunctionalInterface
  public interface Cells {

    /**
     * The value of a column, by its place in the table's files, in a row: a {@link String}; a
     * {@link Long} for times (microseconds) and counts of 64 bits; an {@link Integer} for dates
     * (days) and counts of 32 bits; a {@link Double}; a {@link Boolean}; or null.
     */
    @Nullable Object at(int row, int column);
  }

  private RowFile() {}

  /**
   * Writes rows of a table without partitions; no table knows the file until a commit names it.
   *
   * @param lake the lake's URI
   * @param name tells the file from all others of the table
   * @param rows how many rows there are, at least 1
   */
  public static DataFile write(
      Configuration conf, String lake, LakeTable table, String name, int rows, Cells cells)
      throws IOException {
    return write(conf, lake, table.layout(), Map.of(), name, rows, cells);
  }

  /** Writes rows of a partition into the table's own folder; cells are those of file columns. */
  static DataFile write(
      Configuration conf,
      String lake,
      TableLayout table,
      Map<String, @Nullable String> partition,
      String name,
      int rows,
      Cells cells)
      throws IOException {
    Path path = DataFileNames.of(new Path(new Path(lake), table.directory()), name);
    List<TableColumn> columns = table.fileColumns();
    long minTime = Long.MIN_VALUE;
    long maxTime = Long.MAX_VALUE;
    try (ParquetOutput output =
        ParquetOutput.create(conf, path, FileLayout.of(TableSchema.parquet(columns)))) {
      ParquetOutput.RowGroup group = output.startRowGroup(rows);
      for (int i = 0; i < columns.size(); i++) {
        int ordinal = i;
        TableColumn column = columns.get(i);
        group.write(leaves -> fill(rows, ordinal, column.type(), cells, leaves[0]));
        if (column.name().equals(table.timeColumn())) {
          minTime = bound(rows, ordinal, cells, true);
          maxTime = bound(rows, ordinal, cells, false);
        }
      }
      group.end();
      long bytes = output.end();
      return new DataFile(
          path.toString(), partition, bytes, System.currentTimeMillis(), rows, minTime, maxTime);
    }
  }

  private static long bound(int rows, int ordinal, Cells cells, boolean lower) {
    long bound = lower ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      Long value = (Long) cells.at(row, ordinal);
      if (value == null) {
        return lower ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      bound = lower ? Math.min(bound, value) : Math.max(bound, value);
    }
    return bound;
  }

  private static void fill(int rows, int ordinal, ColumnType type, Cells cells, LeafValues values) {
    values.startCopies();
    for (int row = 0; row < rows; row++) {
      Object value = cells.at(row, ordinal);
      if (value == null) {
        values.addNull(0, 0);
      } else {
        switch (type) {
          case STRING, JSON -> values.addCopy(((String) value).getBytes(UTF_8), 0, 1);
          case TIMESTAMP, LONG -> values.addCopy((long) (Long) value, 0, 1);
          case DATE, INT -> values.addCopy((int) (Integer) value, 0, 1);
          case BOOLEAN, BOOLEAN_TEXT -> values.addCopy((Boolean) value ? 1 : 0, 0, 1);
          case DOUBLE -> values.addCopy((double) (Double) value, 0, 1);
          case BINARY, RESOURCE_LIST ->
              throw new IllegalArgumentException("no small table has a column of " + type);
        }
      }
    }
  }
}
