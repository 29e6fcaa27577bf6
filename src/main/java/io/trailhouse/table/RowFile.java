package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes rows of one of the lake's small tables as a Parquet file. */
public final class RowFile {

  private RowFile() {}

  /**
   * Writes rows; no table knows the file until a commit names it.
   *
   * @param lake the lake's URI
   * @param name tells the file from all others of the table
   * @param rows for each row a value or null for each of the table's columns: a {@link String}, a
   *     {@link Long} for times (microseconds), counts of 64 bits, an {@link Integer} for dates
   *     (days) and counts of 32 bits
   */
  public static DataFile write(
      Configuration conf,
      String lake,
      LakeTable table,
      String name,
      List<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    Path path = new Path(new Path(new Path(lake), table.directory()), name + ".zstd.parquet");
    List<TableColumn> columns = table.columns();
    MessageType schema = TableSchema.parquet(columns);
    try (ParquetOutput output = ParquetOutput.create(conf, path, schema)) {
      ParquetOutput.RowGroup group = output.startRowGroup(rows.size());
      for (int i = 0; i < columns.size(); i++) {
        int ordinal = i;
        ColumnType type = columns.get(i).type();
        group.write(
            schema.getColumns().get(i),
            (writer, store) -> writeColumn(rows, ordinal, type, writer, store));
      }
      group.end();
      FileStatus status = output.end();
      return new DataFile(
          path.toString(),
          Map.of(),
          status.getLen(),
          status.getModificationTime(),
          rows.size(),
          Long.MIN_VALUE,
          Long.MAX_VALUE);
    }
  }

  private static void writeColumn(
      List<? extends List<? extends @Nullable Object>> rows,
      int ordinal,
      ColumnType type,
      ColumnWriter writer,
      ColumnWriteStore store) {
    for (List<? extends @Nullable Object> row : rows) {
      Object value = row.get(ordinal);
      if (value == null) {
        writer.writeNull(0, 0);
      } else {
        switch (type) {
          case STRING, JSON ->
              writer.write(Binary.fromConstantByteArray(((String) value).getBytes(UTF_8)), 0, 1);
          case TIMESTAMP, LONG -> writer.write((long) (Long) value, 0, 1);
          case DATE, INT -> writer.write((int) (Integer) value, 0, 1);
          case BOOLEAN, BOOLEAN_TEXT, BINARY, RESOURCE_LIST ->
              throw new IllegalArgumentException("no small table has a column of " + type);
        }
      }
      store.endRecord();
    }
  }
}
