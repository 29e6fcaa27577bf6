package io.trailhouse.table;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.trailhouse.event.ColumnType;
import io.trailhouse.event.ResourceField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** One list of columns as Delta Kernel and as Parquet know it. */
final class TableSchema {

  private TableSchema() {}

  /** The table's schema, with comments. */
  static StructType delta(List<TableColumn> columns) {
    StructType schema = new StructType();
    for (TableColumn column : columns) {
      FieldMetadata comment =
          FieldMetadata.builder().putString("comment", column.comment()).build();
      schema = schema.add(column.name(), deltaType(column.type()), true, comment);
    }
    return schema;
  }

  /** The schema of a data file; partition columns are not in it. */
  static MessageType parquet(List<TableColumn> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (TableColumn column : columns) {
      schema.addField(parquetField(column.name(), column.type()));
    }
    return schema.named("trailhouse");
  }

  static Type parquetField(String name, ColumnType type) {
    return switch (type) {
      case STRING, JSON -> text(name);
      case BOOLEAN, BOOLEAN_TEXT -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType()).named(name);
      case INT -> Types.optional(PrimitiveTypeName.INT32).named(name);
      case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(name);
      case RESOURCE_LIST -> {
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> element = Types.optionalGroup();
        for (ResourceField field : ResourceField.values()) {
          element.addField(text(field.columnName()));
        }
        yield Types.optionalList().element(element.named("element")).named(name);
      }
    };
  }

  private static Type text(String name) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  /**
   * The types of a table's columns as Spark SQL writes them, as far as tables of ours have them.
   */
  static Map<String, String> sqlTypes(StructType schema) {
    Map<String, String> types = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      types.put(field.getName(), sqlType(field.getDataType()));
    }
    return types;
  }

  private static String sqlType(DataType type) {
    for (ColumnType known : ColumnType.values()) {
      if (deltaType(known).equals(type)) {
        return known.sqlType();
      }
    }
    return type.toString();
  }

  static DataType deltaType(ColumnType type) {
    return switch (type) {
      case STRING, JSON -> StringType.STRING;
      case BOOLEAN, BOOLEAN_TEXT -> BooleanType.BOOLEAN;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case DATE -> DateType.DATE;
      case INT -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case BINARY -> BinaryType.BINARY;
      case RESOURCE_LIST -> {
        StructType element = new StructType();
        for (ResourceField field : ResourceField.values()) {
          element = element.add(field.columnName(), StringType.STRING, true);
        }
        yield new ArrayType(element, true);
      }
    };
  }
}
