package io.trailhouse.table;

import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * How the files of a table are encoded, worked out once for all of them.
 *
 * @param schema the files' schema
 * @param leaves its leaf columns, in order
 */
record FileLayout(MessageType schema, List<Leaf> leaves) {

  /**
   * A leaf column.
   *
   * @param column where it stands in the schema
   * @param repeats whether a dictionary of its values is worth a try
   * @param isFiltered whether people look for values of it, so that bounds are kept
   */
  record Leaf(ColumnDescriptor column, boolean repeats, boolean isFiltered) {

    /** The name of the field that it is, or is a part of. */
    String field() {
      return column.getPath()[0];
    }
  }

  /** Columns whose values hardly ever repeat: dictionaries and bounds of them are only work. */
  private static final Set<String> UNREPEATED =
      Set.of(
          "event_id",
          "request_id",
          "shared_event_id",
          "content_hash",
          "source_index",
          "record_bytes",
          "request_parameters",
          "response_elements",
          "additional_event_data",
          "raw");

  /** Columns that people look for values of; bounds of others would only make footers longer. */
  private static final Set<String> FILTERED =
      Set.of(
          "event_source",
          "event_time",
          "event_name",
          "caller",
          "caller_kind",
          "caller_account",
          "session_name",
          "recipient_account_id",
          "source_ip_address",
          "user_agent",
          "error_code",
          "read_only",
          "user_identity_arn",
          "user_identity_principal_id",
          "user_identity_access_key_id",
          "source_file",
          "delivery_time");

  static FileLayout of(MessageType schema) {
    return new FileLayout(schema, schema.getColumns().stream().map(FileLayout::leaf).toList());
  }

  private static Leaf leaf(ColumnDescriptor column) {
    boolean repeats = !UNREPEATED.contains(column.getPath()[0]);
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    // Bounds of doubles would have to leave out NaN, and to tell both zeros from each other.
    boolean isBounded = type != PrimitiveTypeName.DOUBLE;
    return new Leaf(
        column,
        repeats && type != PrimitiveTypeName.BOOLEAN,
        isBounded && FILTERED.contains(column.getPath()[0]));
  }
}
