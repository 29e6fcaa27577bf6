package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.report.ReportAnswer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VegaLiteTest {

  private static final List<ReportAnswer.Column> COLUMNS =
      Columns.of("name TEXT", "part TEXT", "hour TIME", "day DAY", "events COUNT");

  @Test
  void drawsTheLargestSumsOfABar() {
    assertThat(
            values(
                "bar events by name top 2",
                row("a", "x", "2026-10-01T00:00:00Z", 5),
                row("b", "x", "2026-10-01T00:00:00Z", 1),
                row("c", "x", "2026-10-01T00:00:00Z", 4),
                row("c", "y", "2026-10-01T00:00:00Z", 4)))
        .isEqualTo(List.of("{\"name\":\"c\",\"events\":8}", "{\"name\":\"a\",\"events\":5}"));
  }

  @Test
  void dividesABarIntoParts() {
    assertThat(
            values(
                "bar events by name per part",
                row("c", "x", "2026-10-01T00:00:00Z", 1),
                row("c", null, "2026-10-01T00:00:00Z", 4)))
        .isEqualTo(
            List.of(
                "{\"name\":\"c\",\"part\":\"(none)\",\"events\":4}",
                "{\"name\":\"c\",\"part\":\"x\",\"events\":1}"));
  }

  @Test
  void drawsHoursWithoutEventsAsNought() {
    assertThat(
            values(
                "line events by hour",
                row("a", "x", "2026-10-01T00:00:00Z", 5),
                row("a", "x", "2026-10-01T02:30:00Z", 1)))
        .isEqualTo(
            List.of(
                "{\"hour\":\"2026-10-01T00:00:00Z\",\"events\":5}",
                "{\"hour\":\"2026-10-01T01:00:00Z\",\"events\":0}",
                "{\"hour\":\"2026-10-01T02:00:00Z\",\"events\":1}"));
  }

  @Test
  void drawsALongWindowByDay() {
    assertThat(
            values(
                "line events by hour",
                row("a", "x", "2026-10-01T05:00:00Z", 5),
                row("a", "x", "2026-10-01T06:00:00Z", 2),
                row("a", "x", "2026-10-11T00:00:00Z", 1)))
        .startsWith("{\"hour\":\"2026-10-01T00:00:00Z\",\"events\":7}")
        .hasSize(11);
  }

  @Test
  void drawsAnySpanInAFewHundredSteps() {
    assertThat(
            values(
                "line events by hour",
                row("a", "x", "0001-01-01T00:00:00Z", 5),
                row("a", "x", "1970-01-01T00:00:00Z", 2),
                row("a", "x", "9999-12-31T23:00:00Z", 1)))
        .hasSizeBetween(500, 601);
  }

  @Test
  void drawsDaysAsDays() {
    assertThat(values("line events by day", row("a", "x", "2026-10-01T05:00:00Z", 5)))
        .isEqualTo(List.of("{\"day\":\"2026-10-01T00:00:00Z\",\"events\":5}"));
  }

  @Test
  void drawsTheLargestRowsOfAGrid() {
    assertThat(
            values(
                "heat events by hour per name top 1",
                row("a", "x", "2026-10-01T00:00:00Z", 5),
                row("b", "x", "2026-10-01T00:00:00Z", 6)))
        .isEqualTo(List.of("{\"hour\":\"2026-10-01T00:00:00Z\",\"name\":\"b\",\"events\":6}"));
  }

  @Test
  void hasNoChartWithoutRows() {
    assertThat(VegaLite.of(answer("bar events by name", List.of()))).isEmpty();
  }

  @Test
  void hasNoChartWhereTheReportHasNone() {
    assertThat(VegaLite.of(answer("none", List.of(row("a", "x", "2026-10-01T00:00:00Z", 5)))))
        .isEmpty();
  }

  @Test
  void masksAndCutsNames() {
    String name = "AKIAIOSFODNN7EXAMPLE\u202e" + "x".repeat(1 << 20);

    assertThat(values("bar events by name", row(name, "x", "2026-10-01T00:00:00Z", 5)).get(0))
        .startsWith("{\"name\":\"AKIA\u2026MPLE\u27e8U+202E\u27e9xxx")
        .hasSizeLessThan(200);
  }

  @Test
  void saysInWordsWhatItDraws() {
    assertThat(
            description(
                "bar events by name",
                row("a", "x", "2026-10-01T00:00:00Z", 5_000),
                row("b", "x", "2026-10-01T00:00:00Z", 1)))
        .isEqualTo("events by name: a 5,000, b 1");
  }

  @Test
  void saysInWordsHowLongItsStepsAre() {
    assertThat(
            description(
                "line events by day",
                row("a", "x", "2023-09-28T00:00:00Z", 2),
                row("a", "x", "2026-10-01T00:00:00Z", 1)))
        .isEqualTo("events by 7 days: 3 in all, most at 2023-09-28T00:00:00Z with 2");
  }

  private static List<@Nullable Object> row(
      String name, @Nullable String part, String hour, long events) {
    Instant time = Instant.parse(hour);
    return Arrays.asList(name, part, time, LocalDate.parse(hour.substring(0, 10)), events);
  }

  private static String description(String chart, Object... rows) {
    return drawn(chart, rows).get("description").asText();
  }

  private static List<String> values(String chart, Object... rows) {
    List<String> texts = new ArrayList<>();
    drawn(chart, rows).get("data").get("values").forEach(value -> texts.add(value.toString()));
    return texts;
  }

  private static ObjectNode drawn(String chart, Object... rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (Object row : rows) {
      all.add(new ArrayList<>((List<?>) row));
    }
    return VegaLite.of(answer(chart, all)).orElseThrow();
  }

  private static ReportAnswer answer(String chart, List<List<@Nullable Object>> rows) {
    return new ReportAnswer(
        SampleAnswers.report(
            "group", "name", "Title", "What?", SampleAnswers.chart(chart), COLUMNS),
        COLUMNS,
        rows,
        rows.size(),
        Map.of());
  }
}
