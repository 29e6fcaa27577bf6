package io.trailhouse.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the sample trail.
 *
 * @param kind null for a file that belongs to no trail
 * @param records its records; none for a digest
 * @param text what it says before it is packed
 * @param readableRecords how many records can be read from what is stored
 */
record SampleObject(
    @Nullable FileKind kind, List<String> records, String text, int readableRecords) {

  /** Bytes of the torn deflate block that are left: too few for anything to come out of them. */
  private static final int TORN = 6;

  static SampleObject of(FileKind kind, List<String> records) {
    String array = "[" + String.join(",", records) + "]";
    String text = kind == FileKind.AGGREGATED ? array : "{\"Records\":" + array + "}";
    return new SampleObject(kind, List.copyOf(records), text, records.size());
  }

  static SampleObject digest(String text) {
    return new SampleObject(FileKind.DIGEST, List.of(), text, 0);
  }

  static SampleObject foreign(String text) {
    return new SampleObject(null, List.of(), text, 0);
  }

  /** The same, with nothing stored from the middle of the record after so many on. */
  SampleObject truncatedAfter(int newReadableRecords) {
    return new SampleObject(kind, records, text, newReadableRecords);
  }

  boolean truncated() {
    return readableRecords < records.size();
  }

  List<String> readable() {
    return records.subList(0, readableRecords);
  }

  /** The part of the text that can be read from what is stored. */
  String readableText() {
    if (!truncated()) {
      return text;
    }
    String next = records.get(readableRecords);
    return text.substring(0, text.indexOf(next) + next.length() / 2);
  }

  /** What stands in the file. */
  byte[] stored() {
    if (kind == null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(stored, 8_192, true)) {
      String readable = readableText();
      gzip.write(readable.getBytes(StandardCharsets.UTF_8));
      if (!truncated()) {
        gzip.finish();
        return stored.toByteArray();
      }
      gzip.flush();
      int cut = stored.size() + TORN;
      gzip.write(text.substring(readable.length()).getBytes(StandardCharsets.UTF_8));
      gzip.finish();
      return Arrays.copyOf(stored.toByteArray(), cut);
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory cannot be written", e);
    }
  }
}
