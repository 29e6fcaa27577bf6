package io.trailhouse.table;

import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * How the files of a table are encoded, worked out once for all of them.
 *
 * @param schema the files' schema
 * @param fields its fields, in order
 */
record FileLayout(MessageType schema, List<Field> fields) {

  /**
   * A field that is written by itself.
   *
   * @param name its name
   * @param alone a schema of this field only
   * @param properties how its columns are encoded
   */
  record Field(String name, MessageType alone, ParquetProperties properties) {}

  /** Bytes of a page before compression. */
  static final int PAGE_BYTES = 1 << 20;

  /** Columns whose values hardly ever repeat: dictionaries and statistics of them are only work. */
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

  static FileLayout of(MessageType schema) {
    return new FileLayout(
        schema, schema.getFields().stream().map(field -> field(schema, field)).toList());
  }

  private static Field field(MessageType schema, Type field) {
    boolean repeats = !UNREPEATED.contains(field.getName());
    return new Field(
        field.getName(),
        new MessageType(schema.getName(), field),
        ParquetProperties.builder()
            .withPageSize(PAGE_BYTES)
            .withDictionaryEncoding(repeats)
            .withStatisticsEnabled(repeats)
            .withSizeStatisticsEnabled(false)
            .withAllocator(HeapByteBufferAllocator.getInstance())
            .build());
  }
}
