package io.trailhouse.render;

import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report on a page.
 *
 * @param id where links lead
 * @param group the title of its group
 * @param name the report's name
 * @param title the report's title
 * @param question what it answers
 * @param rows how many rows there are, for the navigation
 * @param rowsNote how many there are and, if somewhere, where all of them are
 * @param changes what changed against the window before; empty if it is not compared
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
    String caption,
    String chartText,
    String data) {

  private static final List<String> CHANGES = List.of("new", "gone", "up", "down");

  /**
   * A section with as many rows as there is room for.
   *
   * @param ending what the name of the file ends with that holds all rows; null if there is none
   */
  static PageSection of(SectionData section, int tableBytes, @Nullable String ending) {
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
        rowsNote(answer, shown, ending == null ? null : report.name() + ending),
        changes(answer.changes()),
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

  private static String rowsNote(ReportAnswer answer, int shown, @Nullable String file) {
    if (shown < answer.rowCount()) {
      return "The first %s of %s rows%s."
          .formatted(
              Numbers.plain(shown),
              Numbers.plain(answer.rowCount()),
              file == null ? "" : "; all of them are in " + file);
    }
    return "%s%s."
        .formatted(
            Numbers.count(answer.rowCount(), "row", "rows"),
            file == null ? "" : ", also in " + file);
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
