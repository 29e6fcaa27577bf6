package io.trailhouse.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV by the letter of RFC 4180, and undoes the defusing of formulas. */
final class CsvText {

  private final String text;
  private final List<List<@Nullable String>> rows = new ArrayList<>();
  private List<@Nullable String> row = new ArrayList<>();
  private int at;

  private CsvText(String text) {
    this.text = text;
  }

  /** The header and all rows. */
  static List<List<@Nullable String>> rows(String text) {
    CsvText csv = new CsvText(text);
    while (csv.at < text.length()) {
      csv.field();
    }
    return csv.rows;
  }

  private void field() {
    if (text.charAt(at) == '"') {
      row.add(armed(quoted()));
    } else {
      String plain = plain();
      row.add(plain.isEmpty() ? null : armed(plain));
    }
    if (text.startsWith("\r\n", at)) {
      at += 2;
      rows.add(row);
      row = new ArrayList<>();
    } else if (text.charAt(at) == ',') {
      at++;
    } else {
      throw new IllegalStateException("no end of field at %d in: %s".formatted(at, text));
    }
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return field.toString();
      }
    }
  }

  private String plain() {
    int start = at;
    while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
      if (text.charAt(at) == '"' || text.charAt(at) == '\n') {
        throw new IllegalStateException("unquoted at %d in: %s".formatted(at, text));
      }
      at++;
    }
    return text.substring(start, at);
  }

  private static String armed(String field) {
    return field.startsWith("'") && Formula.defused(field.substring(1)).equals(field)
        ? field.substring(1)
        : field;
  }
}
