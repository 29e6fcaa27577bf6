package io.trailhouse.source;

import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import io.trailhouse.record.FlatEvent;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** One row of Spark's, filled again for each event. Values are copied: an event's do not last. */
final class EventRow {

  private static final ResourceField[] RESOURCE_FIELDS = ResourceField.values();

  private final EventColumn[] columns;
  private final GenericInternalRow row;

  /** A row of these columns. */
  EventRow(List<EventColumn> columns) {
    this.columns = columns.toArray(EventColumn[]::new);
    this.row = new GenericInternalRow(columns.size());
  }

  /** The row itself, always the same. */
  InternalRow row() {
    return row;
  }

  /** Takes over the event, which was read from this file. */
  void fill(FlatEvent event, UTF8String file) {
    for (int i = 0; i < columns.length; i++) {
      row.update(i, columns[i] == EventColumn.SOURCE_FILE ? file : value(event, columns[i]));
    }
  }

  private static @Nullable Object value(FlatEvent event, EventColumn column) {
    if (event.isNull(column)) {
      return null;
    }
    return switch (column.type()) {
      case STRING, JSON -> UTF8String.fromBytes(bytes(event, column));
      case BOOLEAN, BOOLEAN_TEXT -> event.number(column) != 0;
      case TIMESTAMP, LONG -> event.number(column);
      case DATE, INT -> (int) event.number(column);
      case DOUBLE -> Double.longBitsToDouble(event.number(column));
      case BINARY -> bytes(event, column);
      case RESOURCE_LIST -> resources(event);
    };
  }

  private static byte[] bytes(FlatEvent event, EventColumn column) {
    return slice(event.array(column), event.start(column), event.length(column));
  }

  private static GenericArrayData resources(FlatEvent event) {
    Object[] elements = new Object[event.resourceCount()];
    for (int i = 0; i < elements.length; i++) {
      GenericInternalRow element = new GenericInternalRow(RESOURCE_FIELDS.length);
      for (ResourceField field : RESOURCE_FIELDS) {
        if (!event.isResourceNull(i, field)) {
          byte[] text =
              slice(
                  event.resourceArray(i, field),
                  event.resourceStart(i, field),
                  event.resourceLength(i, field));
          element.update(field.ordinal(), UTF8String.fromBytes(text));
        }
      }
      elements[i] = element;
    }
    return new GenericArrayData(elements);
  }

  private static byte[] slice(byte[] array, int start, int length) {
    return Arrays.copyOfRange(array, start, start + length);
  }
}
