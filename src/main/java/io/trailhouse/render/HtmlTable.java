package io.trailhouse.render;

import com.samskivert.mustache.Escapers;
import io.trailhouse.report.ReportAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers as tables of HTML without style or script, for notebooks. */
public final class HtmlTable {

  private static final int MOST_CHARACTERS = 200;
  private static final int LONGEST_BAR = 40;
  private static final int MOST_BARS = 50;

  private HtmlTable() {}

  /**
   * The first rows of an answer under its title.
   *
   * @param most how many rows
   */
  public static String of(ReportAnswer answer, int most) {
    List<List<@Nullable Object>> rows = answer.rows().stream().limit(most).toList();
    String head =
        answer.columns().stream()
            .map(column -> "<th>" + Escapers.HTML.escape(column.name()) + "</th>")
            .collect(Collectors.joining());
    String body = rows.stream().map(row -> row(answer, row)).collect(Collectors.joining("\n"));
    String rest =
        rows.size() < answer.rowCount()
            ? "\n<p>%s of %s rows</p>"
                .formatted(Numbers.plain(rows.size()), Numbers.plain(answer.rowCount()))
            : "";
    return "%s<table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table>%s"
        .formatted(heading(answer), head, body, rest);
  }

  /**
   * The chart of an answer drawn with characters, for where nothing draws {@link VegaLite}; none if
   * there is nothing to draw.
   */
  public static Optional<String> bars(ReportAnswer answer) {
    return ChartData.of(answer).map(HtmlTable::bars);
  }

  private static String bars(ChartData data) {
    double largest = data.largest();
    // Where something is, and not all the hours where nothing is.
    List<Map.Entry<String, Double>> sums =
        data.sums().entrySet().stream().filter(sum -> sum.getValue() != 0).toList();
    String rows =
        sums.stream()
            .limit(MOST_BARS)
            .map(sum -> bar(sum.getKey(), sum.getValue(), largest))
            .collect(Collectors.joining("\n"));
    String rest =
        sums.size() > MOST_BARS ? "\n<p>%d of %d bars</p>".formatted(MOST_BARS, sums.size()) : "";
    return "<p>%s</p>\n<table>\n<tbody>\n%s\n</tbody>\n</table>%s"
        .formatted(Escapers.HTML.escape(data.title()), rows, rest);
  }

  private static String bar(String name, double value, double largest) {
    int length = value <= 0 ? 0 : (int) Math.max(1, Math.round(value * LONGEST_BAR / largest));
    return "<tr><td>%s</td><td>%s</td><td>%s</td></tr>"
        .formatted(
            Escapers.HTML.escape(name),
            "\u2588".repeat(length),
            Escapers.HTML.escape(Numbers.plain(value)));
  }

  private static String heading(ReportAnswer answer) {
    String title = answer.report().title();
    String question = answer.report().question();
    return (title.isEmpty() ? "" : "<h4>" + shown(title) + "</h4>\n")
        + (question.isEmpty() ? "" : "<p>" + shown(question) + "</p>\n");
  }

  private static String shown(String text) {
    return Escapers.HTML.escape(PageText.of(text, MOST_CHARACTERS).text());
  }

  private static String row(ReportAnswer answer, List<@Nullable Object> values) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int at = 0; at < values.size(); at++) {
      row.append(cell(answer.columns().get(at).name(), values.get(at)));
    }
    return row.append("</tr>").toString();
  }

  private static String cell(String column, @Nullable Object value) {
    if (value == null) {
      return "<td></td>";
    }
    PageText text = PageText.of(column, Cells.text(value), MOST_CHARACTERS);
    return "<td>%s%s</td>"
        .formatted(Escapers.HTML.escape(text.text()), text.cut() > 0 ? "\u2026" : "");
  }
}
