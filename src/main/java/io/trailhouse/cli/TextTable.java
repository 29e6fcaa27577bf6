package io.trailhouse.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for people: columns as wide as their longest cell, up to a limit. */
final class TextTable {

  /**
   * A column.
   *
   * @param name what stands above it
   * @param isNumber whether its cells stand to the right, so that digits stand below each other
   */
  record Column(String name, boolean isNumber) {

    static Column text(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
    }
  }

  private static final int MOST_WIDTH = 80;
  private static final String CUT = "...";

  private final List<Column> columns;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.header = columns.stream().map(column -> cell(column.name())).toList();
  }

  /** Adds a row; a table of one column shows its cells whole, with their lines. */
  void add(@Nullable String... cells) {
    if (cells.length == 1 && cells[0] != null) {
      cells[0].lines().forEach(line -> rows.add(List.of(harmless(line))));
    } else {
      rows.add(Arrays.stream(cells).map(TextTable::cell).toList());
    }
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : cut(harmless(text));
  }

  /**
   * What comes from a record must not command the terminal, nor change how the rest is read: line
   * ends and other controls, marks that turn the direction of text, halves of characters.
   */
  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                switch (Character.getType(c)) {
                  case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
                  case Character.CONTROL -> Character.isWhitespace(c) ? ' ' : '\ufffd';
                  case Character.FORMAT, Character.SURROGATE -> '\ufffd';
                  default -> c;
                })
        .forEach(harmless::appendCodePoint);
    return harmless.toString();
  }

  private static String cut(String text) {
    if (width(text) <= MOST_WIDTH) {
      return text;
    }
    int end = 0;
    int width = CUT.length();
    while (width + width(text.codePointAt(end)) <= MOST_WIDTH) {
      width += width(text.codePointAt(end));
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + CUT;
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  /** Columns of the terminal: none for marks upon letters, two for the wide scripts and emoji. */
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }

  void print(PrintWriter out) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      widths[column] =
          Math.max(
              width(header.get(column)),
              rows.stream().mapToInt(row -> width(row.get(at))).max().orElse(0));
    }
    print(out, header, widths);
    out.println("-".repeat(Arrays.stream(widths).sum() + 2 * Math.max(widths.length - 1, 0)));
    rows.forEach(row -> print(out, row, widths));
  }

  private void print(PrintWriter out, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String space = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : "  ");
      line.append(columns.get(column).isNumber() ? space + cell : cell + space);
    }
    out.println(line.toString().stripTrailing());
  }
}
