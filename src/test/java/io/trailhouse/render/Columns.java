package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportAnswer.Column;
import java.util.List;
import java.util.stream.Stream;

/** Columns of a test's rows. */
final class Columns {

  private Columns() {}

  /** Each as {@code name TYPE}. */
  static List<Column> of(String... namesAndTypes) {
    return Stream.of(namesAndTypes).map(Columns::column).toList();
  }

  private static Column column(String nameAndType) {
    String[] parts = nameAndType.split(" ", 2);
    return new Column(parts[0], ReportAnswer.Type.valueOf(parts[1]), parts[0]);
  }

  static Column text(String name) {
    return new Column(name, ReportAnswer.Type.TEXT, name);
  }
}
