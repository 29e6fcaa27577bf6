package io.trailhouse.render;

import java.util.regex.Pattern;

/** What a spreadsheet would run. */
final class Formula {

  /** With {@code ＝＋－＠}, which some spreadsheets take for the narrow ones. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "'*+[\t\r]|['\\p{javaWhitespace}\\p{Z}\\p{C}]*+[=+\\-@\uff1d\uff0b\uff0d\uff20]");

  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,4})?");

  private Formula() {}

  /** The text, with an apostrophe before it if a spreadsheet would run it. */
  static String defused(String text) {
    if (text.isEmpty() || isHarmless(text.charAt(0))) {
      return text;
    }
    return BEGINNING.matcher(text).lookingAt() && !PLAIN_NUMBER.matcher(text).matches()
        ? "'" + text
        : text;
  }

  /** Nearly all texts begin with such a character. */
  private static boolean isHarmless(char first) {
    return (first >= '0' && first <= '9')
        || (first >= 'A' && first <= 'Z')
        || (first >= 'a' && first <= 'z');
  }
}
