package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroFileTest {

  @Test
  void writesTheFirstAndTheLastTimeThatATrailCanHold() throws IOException {
    List<Column> columns = Columns.of("a TIME");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AvroFile file = new AvroFile(out, columns)) {
      file.row(List.of(Instant.parse("0001-01-01T00:00:00Z")));
      file.row(List.of(Instant.parse("9999-12-31T23:59:59.999999Z")));
    }

    assertThat(first(out.toByteArray()))
        .containsExactly(-62_135_596_800_000_000L, 253_402_300_799_999_999L);
  }

  private static List<Object> first(byte[] file) throws IOException {
    List<Object> values = new ArrayList<>();
    try (DataFileStream<GenericRecord> rows =
        new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>())) {
      rows.forEach(row -> values.add(row.get(0)));
    }
    return values;
  }
}
