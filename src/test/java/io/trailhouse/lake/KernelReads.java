package io.trailhouse.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.trailhouse.event.ColumnType;
import io.trailhouse.event.ResourceField;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.TableColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table as Delta Kernel's own reader finds it. */
final class KernelReads {

  private KernelReads() {}

  static TableDigest digest(TestLake lake, LakeTable table) throws IOException {
    TableDigest.Sums sums = TableDigest.of(table);
    read(lake, table, sums::add);
    return sums.digest();
  }

  /** Hands over each row, a text or null for each column. */
  static void read(TestLake lake, LakeTable table, Consumer<List<@Nullable String>> found)
      throws IOException {
    Engine engine = DefaultEngine.create(lake.conf());
    Snapshot snapshot = TableManager.loadSnapshot(lake.path(table).toString()).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(engine);
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            addFile(engine, state, files.next(), table, found);
          }
        }
      }
    }
  }

  private static void addFile(
      Engine engine, Row state, Row file, LakeTable table, Consumer<List<@Nullable String>> found)
      throws IOException {
    CloseableIterator<ColumnarBatch> physical =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> logical =
        Scan.transformPhysicalData(engine, state, file, physical)) {
      while (logical.hasNext()) {
        try (CloseableIterator<Row> rows = logical.next().getRows()) {
          while (rows.hasNext()) {
            found.accept(texts(rows.next(), table));
          }
        }
      }
    }
  }

  private static List<@Nullable String> texts(Row row, LakeTable table) {
    List<@Nullable String> texts = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      int ordinal = row.getSchema().indexOf(column.name());
      texts.add(row.isNullAt(ordinal) ? null : text(column.type(), row, ordinal));
    }
    return texts;
  }

  private static String text(ColumnType type, Row row, int ordinal) {
    return switch (type) {
      case STRING, JSON -> row.getString(ordinal);
      case BOOLEAN, BOOLEAN_TEXT -> Boolean.toString(row.getBoolean(ordinal));
      case TIMESTAMP, LONG -> Long.toString(row.getLong(ordinal));
      case DATE, INT -> Integer.toString(row.getInt(ordinal));
      case DOUBLE -> TableDigest.bits(row.getDouble(ordinal));
      case BINARY -> HexFormat.of().formatHex(row.getBinary(ordinal));
      case RESOURCE_LIST -> TableDigest.json(resources(row.getArray(ordinal)));
    };
  }

  private static List<List<@Nullable String>> resources(ArrayValue array) {
    List<List<@Nullable String>> resources = new ArrayList<>();
    ColumnVector elements = array.getElements();
    for (int i = 0; i < array.getSize(); i++) {
      List<@Nullable String> fields = new ArrayList<>();
      for (ResourceField field : ResourceField.values()) {
        ColumnVector values = elements.getChild(field.ordinal());
        fields.add(values.isNullAt(i) ? null : values.getString(i));
      }
      resources.add(fields);
    }
    return resources;
  }
}
