package io.trailhouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts: a first column of names, and columns of numbers.
 *
 * @param title what stands above it
 * @param header names of the columns
 * @param rows as many texts each
 */
record Grid(String title, List<String> header, List<List<String>> rows) {

  /** For a screen. */
  String text() {
    List<Integer> widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(line(header, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join("\n", lines) + "\n";
  }

  private List<Integer> widths() {
    return IntStream.range(0, header.size())
        .mapToObj(
            i ->
                Math.max(
                    header.get(i).length(),
                    rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0)))
        .toList();
  }

  private static String line(List<String> texts, List<Integer> widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < texts.size(); i++) {
      String pad = " ".repeat(widths.get(i) - texts.get(i).length());
      line.append(i == 0 ? texts.get(i) + pad : "  " + pad + texts.get(i));
    }
    return line.toString().stripTrailing();
  }

  /** For a README. */
  String markdown() {
    String ruler = "|---|" + "---:|".repeat(header.size() - 1);
    return rows.stream()
        .map(Grid::markdown)
        .collect(
            Collectors.joining(
                "\n", "**" + title + "**\n\n" + markdown(header) + "\n" + ruler + "\n", "\n"));
  }

  private static String markdown(List<String> texts) {
    return texts.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
