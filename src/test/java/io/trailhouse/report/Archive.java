package io.trailhouse.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The objects of some trails and the records in them, each of which is counted once. */
final class Archive {

  /**
   * What was in an object.
   *
   * @param delivery the object
   * @param jsonBytes how much JSON
   * @param read how many records, good and bad
   * @param again how many of them were counted from elsewhere
   * @param bad how many have no time
   * @param damaged whether something ended it early
   */
  record Content(
      Delivery delivery, long jsonBytes, int read, int again, int bad, boolean damaged) {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private final List<Counted> events = new ArrayList<>();
  private final List<Content> contents = new ArrayList<>();

  private Archive() {}

  /**
   * Reads them.
   *
   * @param isKept which delivery of an event is the one that is counted
   * @param person who is behind an event
   */
  static Archive read(
      List<Path> roots, IsKept isKept, Function<Counted, Counted.@Nullable Person> person)
      throws IOException {
    Archive archive = new Archive();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Delivery::isTrail).sorted().toList()) {
          archive.add(Delivery.of(file), isKept, person);
        }
      }
    }
    archive.requireEachOnce();
    return archive;
  }

  /** Tells which of several deliveries of an event is counted, by object and place in it. */
  @FunctionalInterface
  interface IsKept {
    boolean test(Path file, int index);
  }

  List<Counted> events() {
    return events;
  }

  List<Content> contents() {
    return contents;
  }

  private void add(
      Delivery delivery, IsKept isKept, Function<Counted, Counted.@Nullable Person> person)
      throws IOException {
    byte[] bytes = unpacked(delivery.file());
    int read = 0;
    int bad = 0;
    int again = 0;
    boolean damaged = false;
    try (JsonParser parser = JSON.createParser(bytes)) {
      goToRecords(parser);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long start = parser.currentTokenLocation().getByteOffset();
        JsonNode json = JSON.readTree(parser);
        long end = parser.currentLocation().getByteOffset();
        Counted event = Counted.of(json, delivery, read, (int) (end - start));
        if (event == null) {
          bad++;
        } else if (isKept.test(delivery.file(), read)) {
          events.add(event.with(person.apply(event)));
        } else {
          again++;
        }
        read++;
      }
    } catch (JsonProcessingException e) {
      damaged = true;
    }
    contents.add(new Content(delivery, bytes.length, read, again, bad, damaged));
  }

  /** Aggregated events come as a bare array. */
  private static void goToRecords(JsonParser parser) throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (!"Records".equals(parser.nextFieldName())) {
        if (parser.currentToken() == null) {
          throw new IOException("no records");
        }
      }
      parser.nextToken();
    }
  }

  /** What can be unpacked, where the end is lost. */
  private static byte[] unpacked(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
    } catch (EOFException e) {
      // The records before the cut are good.
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  /** A record is the same as another one of the same content, whatever white space it has. */
  private void requireEachOnce() {
    Set<JsonNode> contents = new HashSet<>();
    for (Counted event : events) {
      if (!contents.add(event.json())) {
        throw new IllegalStateException("counted twice: " + event.json());
      }
    }
  }

  /** When each was first seen that a caller or an account used, in the whole archive. */
  Map<Behaviour, Instant> firstSeen() {
    Map<Behaviour, Instant> first = new HashMap<>();
    for (Counted event : events) {
      for (Behaviour behaviour : Behaviour.of(event)) {
        first.merge(behaviour, event.time(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return first;
  }
}
