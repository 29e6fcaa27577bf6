package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NightsPageTest {

  private static final LocalDate LAST = LocalDate.of(2026, 10, 1);

  @Test
  void saysThatItShowsTheLatestOfManyNights() throws IOException {
    assertThat(page(501)).contains("<span class=\"rows\">The first 500 of 501 rows.</span>");
  }

  private static String page(int nights) throws IOException {
    List<ReportAnswer.Column> columns = Columns.of("night DAY", "events COUNT");
    List<List<@Nullable Object>> rows =
        IntStream.range(0, nights)
            .mapToObj(night -> List.<@Nullable Object>of(LAST.minusDays(night), 7L))
            .toList();
    ReportAnswer all =
        new ReportAnswer(
            SampleAnswers.report("", "nights", "All nights", "Which?", null, columns),
            columns,
            rows,
            nights,
            Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new NightsPage("lake", all, List.of(), Instant.parse("2026-10-02T02:00:00Z")).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
