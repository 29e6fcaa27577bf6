package io.trailhouse.render;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for people to read, the same in every country. */
public final class Numbers {

  private Numbers() {}

  /** With thousands separators. */
  public static String plain(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With thousands separators and at most two digits behind the point. */
  static String plain(double number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  /** So many of something. */
  public static String count(long count, String one, String many) {
    return plain(count) + " " + (count == 1 ? one : many);
  }

  /** A share of one as percent. */
  static String percent(double share) {
    return new DecimalFormat(
                Math.abs(share) < 0.1 ? "0.##" : "0.#",
                DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(share * 100)
        + " %";
  }
}
