package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way back: a record's JSON from the row that was made of it. The text is JSON-equal to the
 * record as CloudTrail delivered it: the same members with the same values, numbers to the digit;
 * their order and the white space between them are not kept.
 */
public final class RecordText {

  private final Function<EventColumn, @Nullable Object> row;
  private final Set<String> shape;
  private final StringBuilder json = new StringBuilder();

  private RecordText(Function<EventColumn, @Nullable Object> row) {
    this.row = row;
    String marks = (String) row.apply(EventColumn.RECORD_SHAPE);
    this.shape = marks == null ? Set.of() : Set.copyOf(Arrays.asList(marks.split(",", -1)));
  }

  /**
   * The record that a row was made of.
   *
   * @param row the row's values: {@link String} for text and JSON columns, {@link Boolean} for
   *     truth values, {@link Instant} for timestamps, for {@code resources} a list of lists that
   *     hold a text or null for each {@link ResourceField}; null where the column is null
   */
  public static String of(Function<EventColumn, @Nullable Object> row) {
    RecordText record = new RecordText(row);
    String unknown = (String) row.apply(EventColumn.UNKNOWN_FIELDS);
    record.write(FieldTree.RECORD, unknown == null ? "{}" : unknown);
    return record.json.toString();
  }

  private void write(FieldTree object, String unknownText) {
    Map<String, Member> unknown = members(unknownText);
    Set<String> merged = new HashSet<>();
    json.append('{');
    int start = json.length();
    for (FieldTree.Field field : object.fields()) {
      String name = new String(field.key, UTF_8);
      String path = object.path().isEmpty() ? name : object.path() + "." + name;
      Member member = unknown.get(name);
      String beside = member == null ? null : member.value();
      if (field.object != null
          && (beside == null || beside.startsWith("{"))
          && !shape.contains(path + FieldTree.WHOLE_MARK)) {
        merged.add(name);
        writeObject(start, name, path, field.object, beside);
      } else if (field.column != null && beside == null) {
        writeColumn(start, name, path, field.column);
      } else if (beside == null && shape.contains(path + FieldTree.NULL_MARK)) {
        member(start, name).append("null");
      }
    }
    unknown.forEach(
        (name, member) -> {
          if (!merged.contains(name)) {
            separate(start).append(member.key()).append(':').append(member.value());
          }
        });
    json.append('}');
  }

  private void writeObject(
      int start, String name, String path, FieldTree object, @Nullable String unknown) {
    if (shape.contains(path + FieldTree.NULL_MARK)) {
      member(start, name).append("null");
    } else if (shape.contains(path + FieldTree.EMPTY_MARK)) {
      member(start, name).append("{}");
    } else {
      int before = json.length();
      member(start, name);
      int brace = json.length();
      write(object, unknown == null ? "{}" : unknown);
      if (json.length() == brace + 2 && unknown == null) {
        json.setLength(before);
      }
    }
  }

  private void writeColumn(int start, String name, String path, EventColumn column) {
    Object value = row.apply(column);
    if (shape.contains(path + FieldTree.NULL_MARK)) {
      member(start, name).append("null");
    } else if (value != null && !shape.contains(path + FieldTree.ABSENT_MARK)) {
      writeValue(member(start, name), column, value);
    }
  }

  private void writeValue(StringBuilder out, EventColumn column, Object value) {
    switch (column.type()) {
      case JSON, BOOLEAN -> out.append(value);
      case STRING, BOOLEAN_TEXT -> quote(value.toString());
      case TIMESTAMP -> quote(DateTimeFormatter.ISO_INSTANT.format((Instant) value));
      case RESOURCE_LIST -> writeResources((List<?>) value);
      case DATE, INT, LONG, DOUBLE, BINARY ->
          throw new IllegalStateException(column + " is in no record");
    }
  }

  private void writeResources(List<?> resources) {
    json.append('[');
    int list = json.length();
    for (Object resource : resources) {
      if (json.length() > list) {
        json.append(',');
      }
      json.append('{');
      int start = json.length();
      for (ResourceField field : ResourceField.values()) {
        Object value = ((List<?>) resource).get(field.ordinal());
        if (value != null) {
          member(start, field.key());
          quote(value.toString());
        }
      }
      json.append('}');
    }
    json.append(']');
  }

  private StringBuilder member(int start, String name) {
    separate(start);
    quote(name);
    return json.append(':');
  }

  private StringBuilder separate(int start) {
    return json.length() > start ? json.append(',') : json;
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** A member of {@code unknown_fields}: its name, with quotes, and its value as they stand. */
  private record Member(String key, String value) {}

  /** The members of an object that Trailhouse wrote, by name; where one stands twice, the last. */
  private static Map<String, Member> members(String object) {
    Map<String, Member> members = new LinkedHashMap<>();
    byte[] utf8 = object.getBytes(UTF_8);
    byte[] text = Arrays.copyOf(utf8, utf8.length + 8);
    JsonScanner scanner = new JsonScanner(Limits.MOST_DEPTH);
    scanner.start(text, utf8.length);
    try {
      int p = scanner.skipSpace(1);
      while (text[p] != '}') {
        int keyEnd = scanner.stringEnd(p + 1);
        int value = scanner.skipSpace(scanner.skipSpace(keyEnd + 1) + 1);
        int end = scanner.valueEnd(value, 0);
        members.put(
            name(text, p + 1, keyEnd),
            new Member(
                new String(text, p, keyEnd + 1 - p, UTF_8),
                new String(text, value, end - value, UTF_8)));
        p = scanner.skipSpace(end);
        p = text[p] == ',' ? scanner.skipSpace(p + 1) : p;
      }
    } catch (MoreNeededException | MalformedException e) {
      throw new IllegalArgumentException("unknown_fields is no JSON object: " + object, e);
    }
    return members;
  }

  private static String name(byte[] text, int start, int end) {
    ByteText name = new ByteText();
    if (name.appendUnescaped(text, start, end)) {
      return new String(name.bytes(), 0, name.length(), UTF_8);
    }
    // A name with a lone surrogate is no text; such a prefix keeps it from being like one that is.
    return "\ud800" + new String(text, start, end - start, UTF_8);
  }
}
