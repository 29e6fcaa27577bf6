package io.trailhouse.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.report.ReportAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer as the JSON that a page's script draws: its columns, its chart, its first rows. */
final class SectionData {

  private static final int MOST_ROWS = 500;
  private static final int MOST_TEXT = 1_000;
  private static final int MOST_CODE = 20_000;
  private static final long MOST_EXACT = 1L << 53;

  private static final String BYTES = "bytes";

  private static final JsonFactory JSON =
      new ObjectMapper().getFactory().setCharacterEscapes(new InMarkup());

  private final ReportAnswer answer;
  private final Optional<ChartData> chart;
  private final String begin;
  private final List<String> rows = new ArrayList<>();
  private final List<Integer> bytesUpTo = new ArrayList<>();

  SectionData(ReportAnswer answer) throws IOException {
    this.answer = answer;
    this.chart = ChartData.of(answer);
    this.begin = begin();
    int bytes = 0;
    for (List<@Nullable Object> row : answer.rows()) {
      if (rows.size() == MOST_ROWS) {
        break;
      }
      String json = row(row);
      bytes += bytes(json) + 1;
      rows.add(json);
      bytesUpTo.add(bytes);
    }
  }

  private String begin() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("columns");
      for (ReportAnswer.Column column : answer.columns()) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("label", column.name().replace('_', ' '));
        json.writeStringField("form", form(column));
        json.writeStringField("comment", column.comment());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeFieldName("chart");
      if (chart.isPresent()) {
        json.writeTree(VegaLite.of(chart.get()));
      } else {
        json.writeNull();
      }
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }
    return text + ",\"rows\":[";
  }

  private static String form(ReportAnswer.Column column) {
    return switch (column.type()) {
      case TEXT -> textForm(column.name());
      case COUNT, NUMBER -> numberForm(column);
      case TRUTH -> "truth";
      case TIME -> "time";
      case DAY -> "day";
    };
  }

  private static String textForm(String column) {
    if (column.equals("change")) {
      return "change";
    }
    return column.equals("policy") || column.endsWith("_policy") ? "code" : "text";
  }

  private static String numberForm(ReportAnswer.Column column) {
    String unit = unit(column);
    return switch (unit) {
      case "0 to 1" -> "percent";
      case BYTES, "seconds" -> unit;
      default -> column.type().name().toLowerCase(Locale.ROOT);
    };
  }

  static boolean isBytes(ReportAnswer.Column column) {
    return unit(column).equals(BYTES);
  }

  /** What a column's comment ends with, behind the last comma. */
  private static String unit(ReportAnswer.Column column) {
    String comment = column.comment();
    return comment.substring(comment.lastIndexOf(',') + 1).strip();
  }

  private String row(List<@Nullable Object> row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (int column = 0; column < row.size(); column++) {
        cell(json, answer.columns().get(column), row.get(column));
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void cell(JsonGenerator json, ReportAnswer.Column column, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long count && Math.abs(count) < MOST_EXACT) {
      json.writeNumber(count);
    } else if (value instanceof String text) {
      text(json, column, text);
    } else {
      json.writeString(Cells.text(value));
    }
  }

  private static void text(JsonGenerator json, ReportAnswer.Column column, String text)
      throws IOException {
    int most = form(column).equals("code") ? MOST_CODE : MOST_TEXT;
    PageText shown = PageText.of(column.name(), text, most);
    if (shown.cut() == 0) {
      json.writeString(shown.text());
    } else {
      json.writeStartArray();
      json.writeString(shown.text());
      json.writeNumber(shown.cut());
      json.writeEndArray();
    }
  }

  ReportAnswer answer() {
    return answer;
  }

  Optional<ChartData> chart() {
    return chart;
  }

  int chartBytes() {
    return bytes(begin);
  }

  int tableBytes() {
    return bytesUpTo.isEmpty() ? 0 : bytesUpTo.get(bytesUpTo.size() - 1);
  }

  /** How many rows have no more bytes than this. */
  int rowsWithin(int bytes) {
    return (int) bytesUpTo.stream().filter(upTo -> upTo <= bytes).count();
  }

  /** The JSON with the first rows; it can stand in markup. */
  String json(int rowCount) {
    return begin + String.join(",", rows.subList(0, rowCount)) + "]}";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Writes the characters that end or begin markup as escapes, so that no text can. */
  private static final class InMarkup extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    InMarkup() {
      for (char c : new char[] {'<', '>', '&'}) {
        ascii[c] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return null;
    }
  }
}
