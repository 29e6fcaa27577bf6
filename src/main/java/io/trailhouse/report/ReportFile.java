package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report's SQL file: a header of comments, then the query.
 *
 * <pre>
 * -- title: Callers
 * -- question: Who is active, and how?
 * -- column: caller -- stable key of the caller
 * -- column: events -- events, count
 * -- chart: bar events by caller top 20
 * -- key: caller
 * -- measure: events
 * -- order: events desc, caller
 * SELECT …
 * </pre>
 */
final class ReportFile {

  private static final String COMMENT = "--";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final String place;
  private final List<Report.Column> columns = new ArrayList<>();
  private final StringBuilder sql = new StringBuilder();
  private @Nullable String title;
  private @Nullable String question;
  private @Nullable Chart chart;
  private List<String> key = List.of();
  private @Nullable String measure;
  private @Nullable String order;

  private ReportFile(String place) {
    this.place = place;
  }

  /**
   * Reads it.
   *
   * @param place where the file is, for messages
   * @throws TrailhouseException if the header lacks something, or contradicts itself
   */
  static Report parse(String place, String group, String name, String text) {
    return new ReportFile(place).read(group, name, text);
  }

  private Report read(String group, String name, String text) {
    boolean inHeader = true;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      inHeader &= line.startsWith(COMMENT);
      if (inHeader) {
        header(line.substring(COMMENT.length()).strip(), number);
      } else {
        sql.append(line);
      }
      // A header's line stays as an empty one, so that Spark's messages name the lines of the file.
      sql.append('\n');
    }
    if (columns.isEmpty()) {
      throw new TrailhouseException(
          "%s names no columns; add a line for each: -- column: NAME -- what it holds"
              .formatted(place));
    }
    if (sql.toString().isBlank()) {
      throw new TrailhouseException("%s has no query below its header".formatted(place));
    }
    if (key.isEmpty() != (measure == null)) {
      throw new TrailhouseException(
          "%s: a report that is compared with the window before needs both a key and a measure"
              .formatted(place));
    }
    if (name.equals(ReportRun.CHANGES_NAME)) {
      throw new TrailhouseException(
          "%s: %s is what changed in all reports; give the file another name"
              .formatted(place, name));
    }
    key.forEach(column -> requireColumn("key", column));
    requireColumn("measure", measure);
    if (measure != null) {
      requireNoColumn(ReportRun.CHANGE);
      requireNoColumn(measure + ReportRun.BEFORE);
    }
    if (chart != null) {
      requireColumn("chart", chart.measure());
      requireColumn("chart", chart.by());
      requireColumn("chart", chart.per());
    }
    return new Report(
        name,
        group,
        required("title", title),
        required("question", question),
        columns,
        chart,
        key,
        measure,
        required("order", order),
        sql.toString());
  }

  private void header(String line, int number) {
    int colon = line.indexOf(':');
    String word = colon < 0 ? "" : line.substring(0, colon).strip();
    String value = line.substring(colon + 1).strip();
    switch (word) {
      case "title" -> title = value;
      case "question" -> question = value;
      case "chart" -> chart = chart(value, number);
      case "key" -> this.key = List.of(value.split(" *, *", -1));
      case "measure" -> measure = value;
      case "order" -> order = value;
      case "column" -> {
        String[] parts = value.split(" -- ", 2);
        if (parts.length < 2) {
          throw new TrailhouseException(
              "%s, line %d: a column needs a name and what it holds: -- column: NAME -- TEXT"
                  .formatted(place, number));
        }
        columns.add(new Report.Column(newName(parts[0].strip(), number), parts[1].strip()));
      }
      default ->
          throw new TrailhouseException(
              "%s, line %d: unknown header '%s'; there are title, question, column, chart, key, measure, order"
                  .formatted(place, number, line));
    }
  }

  /** A name that each form of an answer can have for a column, and that is not taken. */
  private String newName(String column, int number) {
    if (!NAME.matcher(column).matches()) {
      throw new TrailhouseException(
          "%s, line %d: a column's name is of a-z, 0-9 and _, and begins with a letter, cannot be: %s"
              .formatted(place, number, column));
    }
    if (isColumn(column)) {
      throw new TrailhouseException(
          "%s, line %d: there is a column %s already".formatted(place, number, column));
    }
    return column;
  }

  private boolean isColumn(String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  private void requireNoColumn(String added) {
    if (isColumn(added)) {
      throw new TrailhouseException(
          "%s: a report with a measure is given a column %s; call its own one otherwise"
              .formatted(place, added));
    }
  }

  private void requireColumn(String word, @Nullable String column) {
    if (column != null && !isColumn(column)) {
      throw new TrailhouseException(
          "%s: the %s names %s, which is none of its columns: %s"
              .formatted(
                  place,
                  word,
                  column,
                  columns.stream().map(Report.Column::name).collect(Collectors.joining(", "))));
    }
  }

  private Chart chart(String text, int number) {
    try {
      return Chart.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TrailhouseException("%s, line %d: %s".formatted(place, number, e.getMessage()), e);
    }
  }

  private String required(String key, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new TrailhouseException(
          "%s has no %s; add a line to its header: -- %s: TEXT".formatted(place, key, key));
    }
    return value;
  }
}
