package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** All that a reader made of an object; reading it also checks that its counts balance. */
record ReadTrail(List<FlatRow> events, List<Damage> damages) {

  static ReadTrail of(String text) {
    return of(text.getBytes(UTF_8));
  }

  static ReadTrail of(byte[] bytes) {
    return of(new ByteArrayInputStream(bytes), Limits.DEFAULT);
  }

  static ReadTrail of(InputStream in, Limits limits) {
    List<FlatRow> events = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    try (TrailReader reader =
        new TrailReader(
            in,
            new ReaderMemory(EnumSet.allOf(EventColumn.class), limits, HashKey.PUBLIC),
            null,
            damages::add)) {
      while (reader.next()) {
        events.add(FlatRow.copyOf(reader.event()));
      }
      long records = damages.stream().filter(damage -> !damage.endsObject()).count();
      if (reader.recordsRead() != events.size() + records) {
        throw new AssertionError(
            "%d records read, but %d events and %s"
                .formatted(reader.recordsRead(), events.size(), damages));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReadTrail(events, damages);
  }

  /** The event ids, in order. */
  List<Object> ids() {
    return events.stream()
        .map(event -> event.values().getOrDefault(EventColumn.EVENT_ID, "none"))
        .toList();
  }

  /** The reasons of the damages, in order. */
  List<Damage.Reason> reasons() {
    return damages.stream().map(Damage::reason).toList();
  }

  /** The rows as text, in order. */
  List<String> records() {
    return events.stream().map(FlatRow::json).toList();
  }

  /** The only damage. */
  Damage damage() {
    if (damages.size() != 1) {
      throw new AssertionError("expected one damage: " + damages);
    }
    return damages.get(0);
  }

  static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
