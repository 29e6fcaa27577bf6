package io.trailhouse.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as a page shows it: credentials in it masked, cut if it is long, and with all characters
 * visible that would otherwise hide or turn what stands beside them.
 *
 * @param text what is shown
 * @param cut how many characters were cut off its end
 */
record PageText(String text, int cut) {

  private static final Pattern ACCESS_KEY_ID =
      Pattern.compile("(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{12}([A-Z0-9]{4})(?![A-Z0-9])");

  /** A member or parameter, as it stands in JSON, in JSON within JSON, or in a URL. */
  private static final Pattern SECRET =
      Pattern.compile(
          "((?:session|security)[-_]?token|secret[-_]?(?:access[-_]?)?key)"
              + "(\\\\*+[\"']?\\s{0,9}+[:=]\\s{0,9}+\\\\*+[\"']?)([A-Za-z0-9/+=_%\\-]{8,}+)",
          Pattern.CASE_INSENSITIVE);

  private static final String KEY_IDS = "access_key_id";
  private static final String MASK = "\u2026";
  private static final String SECRET_MASK = MASK + "masked";

  /** More than a key id has, and than a secret needs to be seen as one. */
  private static final int MARGIN = 64;

  /** The text, cut to a number of characters. */
  static PageText of(String text, int most) {
    if (text.length() <= most + MARGIN) {
      return cut(masked(text), most);
    }
    String start = masked(text.substring(0, most + MARGIN));
    int safe = start.length() - (start.endsWith(SECRET_MASK) ? 0 : MARGIN);
    PageText shown = cut(start, Math.min(most, Math.max(safe, 0)));
    return new PageText(shown.text(), shown.cut() + text.length() - most - MARGIN);
  }

  /** The text of a column; key ids in the column that is about them are shown whole. */
  static PageText of(String column, String text, int most) {
    return column.equals(KEY_IDS) ? cut(text, most) : of(text, most);
  }

  private static PageText cut(String text, int most) {
    if (text.length() <= most) {
      return new PageText(visible(text), 0);
    }
    int end = Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    return new PageText(visible(text.substring(0, end)), text.length() - end);
  }

  private static String masked(String text) {
    String withoutKeys = ACCESS_KEY_ID.matcher(text).replaceAll("$1" + MASK + "$2");
    Matcher secrets = SECRET.matcher(withoutKeys);
    return secrets.find() ? secrets.replaceAll("$1$2" + SECRET_MASK) : withoutKeys;
  }

  private static String visible(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  private static void append(StringBuilder visible, int c) {
    if (c == '\n' || c == '\t') {
      visible.append((char) c);
    } else if (c < ' ') {
      visible.append((char) (0x2400 + c));
    } else if (isInvisible(c)) {
      visible.append("\u27e8U+%04X\u27e9".formatted(c));
    } else {
      visible.appendCodePoint(c);
    }
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
    };
  }
}
