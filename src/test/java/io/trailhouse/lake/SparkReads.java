package io.trailhouse.lake;

import io.trailhouse.event.ColumnType;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.TableColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A table as Spark's Delta finds it. */
final class SparkReads {

  private SparkReads() {}

  static TableDigest digest(TestLake lake, LakeTable table) {
    TableDigest.Sums sums = TableDigest.of(table);
    for (Row row : lake.rows(table)) {
      List<@Nullable String> texts = new ArrayList<>();
      for (TableColumn column : table.columns()) {
        Object value = row.getAs(column.name());
        texts.add(value == null ? null : text(column.type(), value, row, column.name()));
      }
      sums.add(texts);
    }
    return sums.digest();
  }

  private static String text(ColumnType type, Object value, Row row, String name) {
    return switch (type) {
      case STRING, JSON, BOOLEAN, BOOLEAN_TEXT, INT, LONG -> value.toString();
      case DOUBLE -> TableDigest.bits((Double) value);
      case TIMESTAMP -> Long.toString(TestLake.micros((Instant) value));
      case DATE -> Long.toString(((LocalDate) value).toEpochDay());
      case BINARY -> HexFormat.of().formatHex((byte[]) value);
      case RESOURCE_LIST -> TableDigest.json(resources(row.getList(row.fieldIndex(name))));
    };
  }

  private static List<List<@Nullable String>> resources(List<Row> resources) {
    List<List<@Nullable String>> all = new ArrayList<>();
    for (Row resource : resources) {
      List<@Nullable String> fields = new ArrayList<>();
      for (int i = 0; i < resource.size(); i++) {
        fields.add(resource.getString(i));
      }
      all.add(fields);
    }
    return all;
  }
}
