package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Copies an event file without some of its rows, column by column. */
final class EventFileCopy {

  private static final String TIME = EventColumn.EVENT_TIME.columnName();

  private EventFileCopy() {}

  /** The copy, beside the file; null if no row would be left. */
  static @Nullable DataFile without(Configuration conf, DataFile file, BitSet drop)
      throws IOException {
    long rows = file.rows() - drop.cardinality();
    if (rows == 0) {
      return null;
    }
    Path copy = DataFileNames.another(file, "distinct");
    try (ParquetInput reader = ParquetInput.open(conf, file.path(), null);
        ParquetOutput output = ParquetOutput.create(conf, copy, FileLayout.of(reader.schema()))) {
      Times times = new Times();
      int firstRow = 0;
      for (int group = reader.nextRowGroup(); group > 0; group = reader.nextRowGroup()) {
        BitSet dropped = drop.get(firstRow, firstRow + group);
        if (dropped.cardinality() < group) {
          copyRowGroup(reader, output, group, dropped, times);
        }
        firstRow += group;
      }
      long bytes = output.end();
      return new DataFile(
          copy.toString(),
          file.partition(),
          bytes,
          System.currentTimeMillis(),
          rows,
          times.min,
          times.max);
    }
  }

  /** The first and last of the times that were copied, microseconds since 1970. */
  private static final class Times {
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    private void add(LeafValues times) {
      for (int value = 0; value < times.values; value++) {
        min = Math.min(min, times.number(value));
        max = Math.max(max, times.number(value));
      }
    }
  }

  private static void copyRowGroup(
      ParquetInput reader, ParquetOutput output, int rows, BitSet dropped, Times times)
      throws IOException {
    ParquetOutput.RowGroup target = output.startRowGroup(rows - dropped.cardinality());
    for (Type field : reader.schema().getFields()) {
      List<ColumnReader> leaves = reader.leaves(field.getName());
      target.write(
          values -> {
            copyField(leaves, rows, dropped, values);
            if (field.getName().equals(TIME)) {
              times.add(values[0]);
            }
          });
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
}
