package io.trailhouse.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a report as text by column, so that two can be compared and shown. */
final class Line {

  private static final int DECIMALS = 4;

  private final Map<String, String> cells = new TreeMap<>();

  Line with(String column, @Nullable Object value) {
    cells.put(column, text(value));
    return this;
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString()
        : String.valueOf(value);
  }

  String cell(String column) {
    return cells.getOrDefault(column, "none");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Line line && cells.equals(line.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return cells.entrySet().stream()
        .map(cell -> cell.getKey() + "=" + cell.getValue())
        .collect(Collectors.joining(" | "));
  }
}
