package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.report.ReportAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sent to it, bytes | bytes",
        "objects under 1000 bytes, count | count",
        "from start to end, at most, seconds | seconds",
        "requests that took seconds | count",
        "errors / events, 0 to 1 | percent",
        "0 to 1 | percent"
      })
  void showsANumberByTheUnitBehindTheLastComma(String comment, String form) throws IOException {
    ReportAnswer.Column column = new ReportAnswer.Column("n", ReportAnswer.Type.COUNT, comment);
    ReportAnswer answer =
        new ReportAnswer(
            SampleAnswers.report("", "mine", "Mine", "?", null, List.of(column)),
            List.of(column),
            List.of(),
            0,
            Map.of());
    String json = new SectionData(answer).json(0);
    assertThat(new ObjectMapper().readTree(json).at("/columns/0/form").asText()).isEqualTo(form);
  }
}
