package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final Pattern ROWS_NOTE = Pattern.compile("<span class=\"rows\">([^<]*)");

  @Test
  void makesTheSamePageOfTheSameAnswers() throws IOException {
    assertThat(page(SampleAnswers.heading(), SampleAnswers.all()))
        .isEqualTo(page(SampleAnswers.heading(), SampleAnswers.all()));
  }

  @Test
  void staysBelowFiveMegabytesHoweverMuchThereIs() throws IOException {
    List<ReportAnswer> answers = new ArrayList<>();
    for (int report = 0; report < 30; report++) {
      answers.add(answer("report-" + report, 500, "\u20ac<>".repeat(400), 100_000));
    }

    assertThat(bytes(page(SampleAnswers.heading(), answers))).isLessThan(5_000_000);
  }

  @Test
  void usesTheRoomThatThereIs() throws IOException {
    List<ReportAnswer> answers = new ArrayList<>();
    for (int report = 0; report < 30; report++) {
      answers.add(answer("report-" + report, 500, "x".repeat(900), 100_000));
    }

    assertThat(bytes(page(SampleAnswers.heading(), answers))).isGreaterThan(4_500_000);
  }

  @Test
  void saysWhereAllRowsAreIfItShowsTheFirst() throws IOException {
    assertThat(rowsNote(answer("callers", 600, "x", 45_231)))
        .isEqualTo("The first 500 of 45,231 rows; all of them are in callers.csv.");
  }

  @Test
  void saysWhereTheRowsAreToo() throws IOException {
    assertThat(rowsNote(answer("callers", 1, "x", 1))).isEqualTo("1 row, also in callers.csv.");
  }

  @Test
  void namesNoFileWhereNoneIsMade() throws IOException {
    List<ReportAnswer> answers = List.of(answer("callers", 600, "x", 45_231));
    assertThat(rowsNote(page(SampleAnswers.heading(), answers, null)))
        .isEqualTo("The first 500 of 45,231 rows.");
  }

  @Test
  void saysInWordsThatThereIsNothing() throws IOException {
    assertThat(page(SampleAnswers.heading(), List.of(answer("callers", 0, "x", 0))))
        .contains("There is nothing to show: no event of this window answers this question.");
  }

  @Test
  void saysWhatChanged() throws IOException {
    ReportAnswer answer = answer("callers", 1, "x", 1);
    ReportAnswer compared =
        new ReportAnswer(
            answer.report(),
            answer.columns(),
            answer.rows(),
            1,
            Map.of("new", 12L, "gone", 3L, "up", 40L, "down", 2L, "same", 1_000L));

    assertThat(page(SampleAnswers.heading(), List.of(compared)))
        .contains("12 new, 3 gone, 40 up, 2 down against the window before.");
  }

  @Test
  void namesItsWindowAndFilters() throws IOException {
    PageHeading heading =
        new PageHeading(
            "lake",
            new ReportWindow(
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 10, 8),
                Set.of("111122223333"),
                Set.of(),
                Set.of(),
                Set.of("<b>")),
            Instant.parse("2026-10-09T02:00:00Z"));

    assertThat(page(heading, List.of()))
        .contains(
            "<title>lake: 2026-10-01 to 2026-10-07</title>",
            "Thursday, 1 October 2026 to Wednesday, 7 October 2026, compared with the 7 days"
                + " before",
            "Only accounts: <bdi class=\"value\">111122223333</bdi>",
            "Only callers: <bdi class=\"value\">&lt;b&gt;</bdi>");
  }

  @Test
  void allowsItsOwnScriptsAlone() throws IOException {
    String page = page(SampleAnswers.heading(), List.of());
    Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)").matcher(page);
    assertThat(policy.find()).isTrue();

    assertThat(policy.group(1).replace("&#39;", "'").replaceAll("'sha256-[^']*'", "'hash'"))
        .isEqualTo(
            "default-src 'none'; script-src 'hash' 'hash' 'hash' 'hash'; style-src 'hash';"
                + " base-uri 'none'; form-action 'none'");
  }

  @Test
  void beginsWithWhatHappened() throws IOException {
    String page = page(SampleAnswers.heading(), SampleAnswers.all());

    assertThat(page.replaceAll("<[^>]*>", "|").replaceAll("\\|+", "|"))
        .contains(
            "Events|1,042,318|11.6 % more than before",
            "By root|3|events", "Last event|23:59:41|19 s before the end");
  }

  @Test
  void leavesOutOfTheFirstScreenWhatWasNotAsked() throws IOException {
    assertThat(page(SampleAnswers.heading(), List.of()))
        .doesNotContain("class=\"tile", "<figure", "id=\"card-");
  }

  private static String rowsNote(ReportAnswer answer) throws IOException {
    return rowsNote(page(SampleAnswers.heading(), List.of(answer)));
  }

  private static String rowsNote(String page) {
    Matcher note = ROWS_NOTE.matcher(page);
    return note.find() ? note.group(1) : "";
  }

  private static ReportAnswer answer(String name, int rows, String text, long rowCount) {
    List<ReportAnswer.Column> columns =
        List.of(Columns.text("a"), Columns.text("b"), Columns.text("c"));
    List<@Nullable Object> row = List.of(text, text, text);
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int at = 0; at < rows; at++) {
      all.add(row);
    }
    return new ReportAnswer(
        SampleAnswers.report("group", name, name, "What?", null, columns),
        columns,
        all,
        rowCount,
        Map.of());
  }

  private static int bytes(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String page(PageHeading heading, List<ReportAnswer> answers) throws IOException {
    return page(heading, answers, ".csv");
  }

  private static String page(
      PageHeading heading, List<ReportAnswer> answers, @Nullable String ending) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Page(heading, answers, ending).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
