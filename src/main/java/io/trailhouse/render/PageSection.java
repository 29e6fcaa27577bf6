package io.trailhouse.render;

import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report on a page.
 *
 * @param id where links lead
 * @param group the title of its group
 * @param name the report's name
 * @param title the report's title
 * @param question what it answers
 * @param rows how many rows there are, for the navigation
 * @param rowsNote how many there are and where all of them are
 * @param changes what changed against the window before; empty if it is not compared
 * @param emptyText what stands in place of a table without rows
 * @param caption what stands above the chart
 * @param chartText the chart in words; empty without a chart
 * @param data what the script draws
 */
record PageSection(
    String id,
    String group,
    String name,
    String title,
    String question,
    String rows,
    String rowsNote,
    String changes,
    String emptyText,
    String caption,
    String chartText,
    String data) {

  private static final List<String> CHANGES = List.of("new", "gone", "up", "down");

  static PageSection of(SectionData section, int tableBytes) {
    ReportAnswer answer = section.answer();
    Report report = answer.report();
    int shown = section.rowsWithin(tableBytes);
    return new PageSection(
        idOf(report),
        groupTitle(report.group()),
        report.name(),
        report.title(),
        report.question(),
        Numbers.plain(answer.rowCount()),
        rowsNote(answer, shown),
        changes(answer.changes()),
        "There is nothing to show: no event of this window answers this question.",
        section.chart().map(PageSection::caption).orElse(""),
        section.chart().map(ChartData::description).orElse(""),
        section.json(shown));
  }

  static String idOf(Report report) {
    return "report-" + report.name().replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static String groupTitle(String group) {
    String words = group.replaceAll("[-_/]+", " ").strip();
    if (words.isEmpty()) {
      return "More reports";
    }
    String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return title.replaceAll("(?i)\\bapi\\b", "API");
  }

  private static String rowsNote(ReportAnswer answer, int shown) {
    String file = answer.report().name() + ".csv";
    if (shown < answer.rowCount()) {
      return "The first %s of %s rows; all of them are in %s."
          .formatted(Numbers.plain(shown), Numbers.plain(answer.rowCount()), file);
    }
    return "%s, also in %s.".formatted(Numbers.of(answer.rowCount(), "row"), file);
  }

  private static String changes(Map<String, Long> changes) {
    if (changes.isEmpty()) {
      return "";
    }
    String counts =
        CHANGES.stream()
            .filter(kind -> changes.getOrDefault(kind, 0L) > 0)
            .map(kind -> Numbers.plain(changes.getOrDefault(kind, 0L)) + " " + kind)
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "As in the window before." : counts + " against the window before.";
  }

  private static String caption(ChartData chart) {
    return Stream.of(chart.title(), chart.leftOut(), chart.basis())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  boolean hasChanges() {
    return !changes.isEmpty();
  }

  boolean hasChart() {
    return !chartText.isEmpty();
  }

  boolean isEmpty() {
    return rows.equals("0");
  }
}
