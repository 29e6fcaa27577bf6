package io.trailhouse.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows that only a report or only the count has. */
final class Differences {

  /** More of them than this say nothing new. */
  private static final int SHOWN = 4;

  private Differences() {}

  static List<String> between(Asked asked, Archive archive, ReportWindow window)
      throws IOException {
    Report report = asked.report();
    List<Line> expected = expected(report, new Scope(archive, window));
    List<Line> unexpected = answered(asked);
    List<Line> missing = new ArrayList<>();
    for (Line line : expected) {
      if (!unexpected.remove(line)) {
        missing.add(line);
      }
    }
    return Stream.concat(
            shown(missing).map(line -> "counted:  " + line),
            shown(unexpected).map(line -> "answered: " + line))
        .toList();
  }

  private static Stream<String> shown(List<Line> lines) {
    return lines.stream().map(Line::toString).sorted().limit(SHOWN);
  }

  private static List<Line> answered(Asked asked) throws IOException {
    List<Line> lines = new ArrayList<>();
    asked.forEachRow(
        0,
        values -> {
          Line line = new Line();
          for (int i = 0; i < values.size(); i++) {
            line.with(asked.columns().get(i).name(), values.get(i));
          }
          lines.add(line);
        });
    return lines;
  }

  private static List<Line> expected(Report report, Scope scope) {
    Count count = Objects.requireNonNull(Counts.BY_REPORT.get(report.name()), report.name());
    List<Line> lines = count.of(scope);
    String measure = report.measure();
    if (measure != null) {
      addChange(report, measure, lines, count.of(scope.before()), scope.before());
    }
    return lines;
  }

  private static void addChange(
      Report report, String measure, List<Line> lines, List<Line> linesBefore, Scope before) {
    boolean hasBefore = !before.events().isEmpty();
    Map<List<String>, Long> measures = new HashMap<>();
    linesBefore.forEach(line -> measures.put(key(report, line), number(line, measure)));
    for (Line line : lines) {
      Long was = measures.get(key(report, line));
      line.with(measure + "_before", hasBefore ? Objects.requireNonNullElse(was, 0L) : null)
          .with("change", hasBefore ? change(number(line, measure), was) : null);
    }
  }

  private static String change(long now, @org.jspecify.annotations.Nullable Long was) {
    if (was == null) {
      return "new";
    }
    return now > was ? "up" : now < was ? "down" : "same";
  }

  private static List<String> key(Report report, Line line) {
    return report.key().stream().map(line::cell).toList();
  }

  private static long number(Line line, String column) {
    return Long.parseLong(line.cell(column));
  }
}
