package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HtmlTableTest {

  @Test
  void leavesNoMarkupOfAValueInTheTable() {
    String html = HtmlTable.of(answer(List.of("<img src>")), 10);

    assertThat(html).contains("<td>&lt;img src&gt;</td>").doesNotContain("<img");
  }

  @Test
  void showsCharactersThatWouldTurnTheTextAround() {
    assertThat(HtmlTable.of(answer(List.of("a\u202eb")), 10)).contains("<td>a\u27e8U+202E\u27e9b");
  }

  @Test
  void saysHowManyRowsItLeavesOut() {
    assertThat(HtmlTable.of(answer(List.of("a", "b", "c")), 2)).contains("<p>2 of 3 rows</p>");
  }

  @Test
  void masksKeyIdsInItsTitle() {
    assertThat(HtmlTable.of(answer("What AKIAIOSFODNN7EXAMPLE did", List.of()), 2))
        .startsWith("<h4>What AKIA\u2026MPLE did</h4>");
  }

  private static ReportAnswer answer(List<String> values) {
    return answer("Names", values);
  }

  private static ReportAnswer answer(String title, List<String> values) {
    Report report =
        new Report(
            "names",
            "",
            title,
            "",
            List.of(new Report.Column("name", "")),
            null,
            List.of(),
            null,
            "name",
            "SELECT 1");
    return new ReportAnswer(
        report,
        List.of(new ReportAnswer.Column("name", ReportAnswer.Type.TEXT, "")),
        values.stream().<List<@Nullable Object>>map(List::of).toList(),
        values.size(),
        Map.of());
  }
}
