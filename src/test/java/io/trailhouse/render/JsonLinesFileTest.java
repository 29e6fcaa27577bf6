package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesFileTest {

  @Test
  void writesAnObjectALineWithAllColumns() throws IOException {
    List<Column> columns =
        Columns.of("a TEXT", "b COUNT", "c NUMBER", "d TRUTH", "e TIME", "f DAY");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonLinesFile file = new JsonLinesFile(out, columns)) {
      file.row(
          List.of(
              "\"\n\ud800=1",
              5L,
              0.25,
              true,
              Instant.parse("2026-10-01T12:00:00.5Z"),
              LocalDate.of(2026, 10, 1)));
      file.row(Arrays.asList(null, null, null, null, null, null));
    }

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"a":"\\"\\n\ufffd=1","b":5,"c":0.25,"d":true,"e":"2026-10-01T12:00:00.500Z","f":"2026-10-01"}
            {"a":null,"b":null,"c":null,"d":null,"e":null,"f":null}
            """);
  }
}
