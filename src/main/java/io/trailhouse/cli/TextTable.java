package io.trailhouse.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people: columns as wide as their longest cell, up to a limit; numbers to the right.
 */
final class TextTable {

  private static final int MOST_WIDTH = 80;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    this.header = header;
  }

  void add(@Nullable String... cells) {
    rows.add(Arrays.stream(cells).map(TextTable::cell).toList());
  }

  private static String cell(@Nullable String text) {
    if (text == null) {
      return "";
    }
    // Control characters of a record must not reach the terminal.
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_WIDTH ? line : line.substring(0, MOST_WIDTH - 3) + "...";
  }

  void print(PrintWriter out) {
    int[] widths = new int[header.size()];
    boolean[] right = new boolean[header.size()];
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      widths[column] =
          Math.max(
              header.get(column).length(),
              rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
      right[column] =
          !rows.isEmpty() && rows.stream().allMatch(row -> row.get(at).matches("[-0-9.,]*"));
    }
    print(out, header, widths, right);
    out.println("-".repeat(Arrays.stream(widths).sum() + 2 * Math.max(widths.length - 1, 0)));
    rows.forEach(row -> print(out, row, widths, right));
  }

  private static void print(PrintWriter out, List<String> row, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String space = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : "  ");
      line.append(right[column] ? space + cell : cell + space);
    }
    out.println(line.toString().stripTrailing());
  }
}
