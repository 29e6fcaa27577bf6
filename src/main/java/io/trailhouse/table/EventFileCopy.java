package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Copies an event file without some of its rows, column by column. */
final class EventFileCopy {

  private EventFileCopy() {}

  /** The copy, beside the file; null if no row would be left. */
  static @Nullable DataFile without(Configuration conf, DataFile file, BitSet drop)
      throws IOException {
    long rows = file.rows() - drop.cardinality();
    if (rows == 0) {
      return null;
    }
    Path copy = TaskFiles.another(file, "distinct");
    try (EventFileReader reader = EventFileReader.open(conf, file.path(), null);
        ParquetOutput output = ParquetOutput.create(conf, copy, FileLayout.of(reader.schema()))) {
      int firstRow = 0;
      for (int group = reader.nextRowGroup(); group > 0; group = reader.nextRowGroup()) {
        BitSet dropped = drop.get(firstRow, firstRow + group);
        if (dropped.cardinality() < group) {
          copyRowGroup(reader, output, group, dropped);
        }
        firstRow += group;
      }
      long bytes = output.end();
      long[] times = timeRange(conf, copy);
      return new DataFile(
          copy.toString(),
          file.partition(),
          bytes,
          System.currentTimeMillis(),
          rows,
          times[0],
          times[1]);
    }
  }

  private static void copyRowGroup(
      EventFileReader reader, ParquetOutput output, int rows, BitSet dropped) throws IOException {
    ParquetOutput.RowGroup target = output.startRowGroup(rows - dropped.cardinality());
    for (Type field : reader.schema().getFields()) {
      List<ColumnReader> leaves =
          reader.schema().getColumns().stream()
              .filter(column -> column.getPath()[0].equals(field.getName()))
              .map(reader::column)
              .toList();
      target.write(values -> copyField(leaves, rows, dropped, values));
    }
    target.end();
  }

  private static void copyField(
      List<ColumnReader> leaves, int rows, BitSet dropped, LeafValues[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i].startCopies();
      for (int row = 0; row < rows; row++) {
        copyRow(leaves.get(i), values[i], !dropped.get(row));
      }
    }
  }

  /** Moves on to the next row, and copies this one's values and nulls if they are to be kept. */
  static void copyRow(ColumnReader from, LeafValues to, boolean keep) {
    do {
      if (keep) {
        copyValue(from, to);
      } else if (from.getCurrentDefinitionLevel() == from.getDescriptor().getMaxDefinitionLevel()) {
        // A value that is neither read nor skipped would be the next row's.
        from.skip();
      }
      from.consume();
    } while (from.getCurrentRepetitionLevel() > 0);
  }

  private static void copyValue(ColumnReader from, LeafValues to) {
    ColumnDescriptor column = from.getDescriptor();
    int repetition = from.getCurrentRepetitionLevel();
    int definition = from.getCurrentDefinitionLevel();
    if (definition < column.getMaxDefinitionLevel()) {
      to.addNull(repetition, definition);
      return;
    }
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> to.addCopy(from.getBinary().getBytesUnsafe(), repetition, definition);
      case INT64 -> to.addCopy(from.getLong(), repetition, definition);
      case INT32 -> to.addCopy(from.getInteger(), repetition, definition);
      case BOOLEAN -> to.addCopy(from.getBoolean() ? 1 : 0, repetition, definition);
      case INT96 -> to.addCopy(EventTimes.micros(from), repetition, definition);
      case FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("event files have no column like " + column);
    }
  }

  private static long[] timeRange(Configuration conf, Path file) throws IOException {
    String time = EventColumn.EVENT_TIME.columnName();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    try (EventFileReader reader = EventFileReader.open(conf, file.toString(), Set.of(time))) {
      for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
        ColumnReader times = reader.column(time);
        for (int row = 0; times != null && row < rows; row++) {
          min = Math.min(min, times.getLong());
          max = Math.max(max, times.getLong());
          times.consume();
        }
      }
    }
    return new long[] {min, max};
  }
}
