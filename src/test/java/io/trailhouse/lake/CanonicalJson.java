package io.trailhouse.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * JSON as a text that is the same for all that is equal: members sorted, the last of two with one
 * name, no white space, numbers to the digit as they were written. Made by Jackson, which knows
 * nothing of Trailhouse.
 */
final class CanonicalJson {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(5_000)
                  .maxNumberLength(100_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private CanonicalJson() {}

  static String of(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + json, e);
    }
  }

  /**
   * The records of a trail object by their place in it, as far as they can be read: those of {@code
   * {"Records":[...]}}, of bare arrays, and bare ones, each without its EventBridge envelope.
   */
  static List<String> recordsIn(Path object) throws IOException {
    List<String> records = new ArrayList<>();
    try (InputStream in = open(object);
        JsonParser parser = JSON.createParser(in)) {
      while (parser.nextToken() != null) {
        document(parser, records);
      }
    } catch (IOException e) {
      // What was read before the damage counts.
      return records;
    }
    return records;
  }

  private static InputStream open(Path object) throws IOException {
    InputStream in = Files.newInputStream(object);
    return object.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static void document(JsonParser parser, List<String> records) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        records.add(value(parser));
      }
      return;
    }
    SortedMap<String, String> members = new TreeMap<>();
    boolean wrapped = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("Records") && parser.currentToken() == JsonToken.START_ARRAY) {
        wrapped = true;
        document(parser, records);
      } else {
        members.put(name, value(parser));
      }
    }
    if (!wrapped) {
      boolean envelope = members.containsKey("detail-type") && members.containsKey("detail");
      records.add(envelope ? String.valueOf(members.get("detail")) : text(members));
    }
  }

  private static String value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      SortedMap<String, String> members = new TreeMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return text(members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<String> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser));
      }
      return "[" + String.join(",", elements) + "]";
    }
    return token == JsonToken.VALUE_STRING ? quoted(parser.getText()) : parser.getText();
  }

  private static String text(SortedMap<String, String> members) {
    List<String> texts = new ArrayList<>();
    members.forEach((name, value) -> texts.add(quoted(name) + ":" + value));
    return "{" + String.join(",", texts) + "}";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    JsonStringEncoder.getInstance().quoteAsString(text, quoted);
    return quoted.append('"').toString();
  }
}
