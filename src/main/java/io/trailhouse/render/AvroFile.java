package io.trailhouse.render;

import io.trailhouse.event.Micros;
import io.trailhouse.report.ReportAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as an Avro object container file, with the schema that Spark's Avro format gives such
 * columns: times are microseconds since 1970 ({@code timestamp-micros}), days are {@code date}.
 */
public final class AvroFile implements Closeable {

  private final List<ReportAnswer.Column> columns;
  private final Schema schema;
  private final DataFileWriter<GenericRecord> writer;

  /** Starts a file; closing it closes the stream. */
  public AvroFile(OutputStream out, List<ReportAnswer.Column> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.schema = schema(columns);
    this.writer = new DataFileWriter<>(new GenericDatumWriter<>(schema));
    writer.setCodec(CodecFactory.deflateCodec(6));
    writer.create(schema, out);
  }

  private static Schema schema(List<ReportAnswer.Column> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("topLevelRecord").fields();
    for (ReportAnswer.Column column : columns) {
      fields =
          fields
              .name(column.name())
              .doc(column.comment())
              .type(Schema.createUnion(type(column.type()), Schema.create(Schema.Type.NULL)))
              .noDefault();
    }
    return fields.endRecord();
  }

  private static Schema type(ReportAnswer.Type type) {
    return switch (type) {
      case TEXT -> Schema.create(Schema.Type.STRING);
      case COUNT -> Schema.create(Schema.Type.LONG);
      case NUMBER -> Schema.create(Schema.Type.DOUBLE);
      case TRUTH -> Schema.create(Schema.Type.BOOLEAN);
      case TIME -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case DAY -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
    };
  }

  /** Writes the next row: null, or values of their columns' types. */
  public void row(List<@Nullable Object> values) throws IOException {
    GenericRecord row = new GenericData.Record(schema);
    for (int i = 0; i < columns.size(); i++) {
      row.put(i, avro(values.get(i)));
    }
    writer.append(row);
  }

  private static @Nullable Object avro(@Nullable Object value) {
    if (value instanceof Instant time) {
      return Micros.of(time);
    }
    return value instanceof LocalDate day ? Math.toIntExact(day.toEpochDay()) : value;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
