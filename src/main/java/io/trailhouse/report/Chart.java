package io.trailhouse.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is drawn, as a report's header says it: {@code bar events by caller_name top 20},
 * {@code line events by hour per event_category}, {@code heat events by hour per caller_name top
 * 15}.
 *
 * @param form what is drawn
 * @param measure the column whose sums are drawn
 * @param by the column along the axis: names for bars, times for lines and heat
 * @param per the column that tells lines, parts of bars, or rows of heat from each other; null for
 *     one
 * @param top how many names are drawn, those with the largest sums; 0 for all
 */
public record Chart(Form form, String measure, String by, @Nullable String per, int top) {

  /** What is drawn. */
  public enum Form {
    /** A bar for each name. */
    BAR,
    /** A line over time. */
    LINE,
    /** A grid of times and names, darker for more. */
    HEAT
  }

  private static final Pattern TEXT =
      Pattern.compile("(bar|line|heat) (\\w+) by (\\w+)(?: per (\\w+))?(?: top (\\d{1,4}))?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is no chart
   */
  static Chart parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a chart reads: bar, line or heat MEASURE by COLUMN [per COLUMN] [top N]; cannot be: "
              + text);
    }
    String top = matcher.group(5);
    return new Chart(
        Form.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
        matcher.group(2),
        matcher.group(3),
        matcher.group(4),
        top == null ? 0 : Integer.parseInt(top));
  }
}
