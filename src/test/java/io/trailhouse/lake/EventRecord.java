package io.trailhouse.lake;

import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import io.trailhouse.record.RecordText;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The record that a row of {@code events} was made of. */
final class EventRecord {

  private EventRecord() {}

  /** The record's JSON, from a row in which times are {@link java.time.Instant}. */
  static String of(Row row) {
    return RecordText.of(column -> value(row, column));
  }

  private static @Nullable Object value(Row row, EventColumn column) {
    Object value = row.getAs(column.columnName());
    return column == EventColumn.RESOURCES && value != null ? resources(row) : value;
  }

  private static List<List<String>> resources(Row row) {
    List<List<String>> resources = new ArrayList<>();
    for (Row resource : row.<Row>getList(row.fieldIndex(EventColumn.RESOURCES.columnName()))) {
      List<String> fields = new ArrayList<>();
      for (ResourceField field : ResourceField.values()) {
        fields.add(resource.getAs(field.columnName()));
      }
      resources.add(fields);
    }
    return resources;
  }
}
