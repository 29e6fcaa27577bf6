package io.trailhouse.render;

import static java.util.Comparator.comparing;

import io.trailhouse.report.ReportAnswer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A report that the first screen shows the first rows of.
 *
 * @param report its name
 * @param title what the rows tell
 * @param emptyText what stands there without rows
 */
record CardKind(String report, String title, String emptyText) {

  private static final int MOST_ROWS = 6;
  private static final int MOST_TEXT = 160;

  /** Columns that name a row to people, best first. */
  private static final List<List<String>> NAMES =
      List.of(
          List.of("value", "subject"),
          List.of("error_code", "event_name"),
          List.of("recipient_account_id", "aws_region", "event_category"),
          List.of("caller_name"),
          List.of("caller"));

  /** Columns that say how much, best first. */
  private static final List<String> MEASURES = List.of("silent_hours", "errors", "events");

  Card of(ReportAnswer answer) {
    List<String> columns = answer.columns().stream().map(ReportAnswer.Column::name).toList();
    List<String> measured = MEASURES.stream().filter(columns::contains).toList();
    String measure = answer.report().name().equals("callers") ? "events" : first(measured);
    List<AnswerRow> rows =
        answer.rows().stream()
            .map(row -> new AnswerRow(answer, row))
            .filter(row -> count(row, measure) > 0)
            .sorted(comparing((AnswerRow row) -> -count(row, measure)))
            .limit(MOST_ROWS)
            .toList();
    long most = rows.isEmpty() ? 1 : count(rows.get(0), measure);
    List<Card.Leader> leaders =
        rows.stream()
            .map(
                row ->
                    new Card.Leader(
                        PageText.of(name(row), MOST_TEXT).text().replaceAll("\\s+", " "),
                        number(measure, count(row, measure)),
                        100 * count(row, measure) / most))
            .toList();
    return new Card(PageSection.idOf(answer.report()), title, leaders, emptyText);
  }

  private static String first(List<String> columns) {
    return columns.isEmpty() ? "" : columns.get(0);
  }

  private static long count(AnswerRow row, String measure) {
    Long count = row.count(measure);
    return count == null ? 0 : count;
  }

  private static String number(String measure, long count) {
    return measure.equals("silent_hours") ? Numbers.plain(count) + " h" : Numbers.plain(count);
  }

  private String name(AnswerRow row) {
    for (List<String> names : NAMES) {
      String text = texts(row, names);
      if (row.text(names.get(0)) != null) {
        return text;
      }
    }
    return "(none)";
  }

  private static String texts(AnswerRow row, List<String> columns) {
    return columns.stream()
        .map(row::text)
        .filter(Objects::nonNull)
        .map(CardKind::withoutPlace)
        .collect(Collectors.joining(" · "));
  }

  /** An ARN's last part, which tells most. */
  private static String withoutPlace(String text) {
    return text.startsWith("arn:") ? text.substring(endOfPlace(text)) : text;
  }

  private static int endOfPlace(String arn) {
    int end = Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1;
    return end == arn.length() ? 0 : end;
  }
}
