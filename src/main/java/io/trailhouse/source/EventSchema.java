package io.trailhouse.source;

import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of an event as Spark's schema, there and back. */
final class EventSchema {

  /** All columns, in the table's order. */
  static final StructType ALL = of(List.of(EventColumn.values()));

  private EventSchema() {}

  /** The schema of these columns. */
  static StructType of(List<EventColumn> columns) {
    return new StructType(columns.stream().map(EventSchema::field).toArray(StructField[]::new));
  }

  /**
   * The columns that the fields of a schema name, in its order; whole, even if it prunes inside.
   */
  static List<EventColumn> columns(StructType schema) {
    return Arrays.stream(schema.fieldNames())
        .flatMap(name -> Optional.ofNullable(EventColumn.named(name)).stream())
        .toList();
  }

  private static StructField field(EventColumn column) {
    return new StructField(
            column.columnName(), DataType.fromDDL(column.type().sqlType()), true, Metadata.empty())
        .withComment(column.comment());
  }
}
