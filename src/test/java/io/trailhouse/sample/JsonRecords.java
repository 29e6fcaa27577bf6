package io.trailhouse.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The records of a JSON text, character for character, found by Jackson. */
public final class JsonRecords {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonRecords() {}

  /** What stands in {@code {"Records":[...]}}, in a bare array, or bare; several may follow. */
  public static List<String> of(String text) {
    List<String> records = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          addElements(parser, text, records);
        } else if (token == JsonToken.START_OBJECT) {
          addObject(parser, text, records);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + text, e);
    }
    return List.copyOf(records);
  }

  private static void addElements(JsonParser parser, String text, List<String> records)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      records.add(text.substring(start, end(parser)));
    }
  }

  /** The parser stands before an object: a record, or one that holds nothing but the records. */
  private static void addObject(JsonParser parser, String text, List<String> records)
      throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    boolean wrapped = "Records".equals(parser.nextFieldName());
    if (wrapped) {
      parser.nextToken();
      addElements(parser, text, records);
      parser.nextToken();
      return;
    }
    while (parser.currentToken() != JsonToken.END_OBJECT) {
      parser.nextToken();
      parser.skipChildren();
      parser.nextToken();
    }
    records.add(text.substring(start, end(parser)));
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }
}
