package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells files that are no trail files, and says what they are. */
final class ForeignFile {

  private static final byte[] DIGEST_END_TIME = "\"digestEndTime\"".getBytes(UTF_8);
  private static final byte[][] RECORD_FIELDS =
      Stream.of("\"eventTime\"", "\"eventName\"", "\"eventSource\"", "\"timeWindow\"")
          .map(name -> name.getBytes(UTF_8))
          .toArray(byte[][]::new);

  private ForeignFile() {}

  /** What a file is whose text starts with these bytes; null if it may be a trail file. */
  static @Nullable String byFirstBytes(byte[] bytes, int start, int limit) {
    int first = bytes[start] & 0xff;
    int second = start + 1 < limit ? bytes[start + 1] & 0xff : -1;
    boolean utf16 = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    if (utf16 || first == 0 || second == 0) {
      return "it is UTF-16 text; CloudTrail writes UTF-8: convert it and deliver it again";
    }
    if (first == '{' || first == '[') {
      return null;
    }
    if (first == 'P' && second == 'K') {
      return "it is a zip archive: unpack it and deliver its files";
    }
    if (first == 0x1f && second == 0x8b) {
      return "it was compressed twice: unpack it once and deliver it again";
    }
    return "it is not JSON: expected '{' or '[' but found " + JsonScanner.shown(bytes[start]);
  }

  /** What a file is that is one object without Records; null if it may be a record itself. */
  static @Nullable String byObject(byte[] bytes, int start, int end) {
    for (byte[] field : RECORD_FIELDS) {
      if (contains(bytes, start, end, field)) {
        return null;
      }
    }
    return contains(bytes, start, end, DIGEST_END_TIME)
        ? "it is a digest file, which holds no events"
        : "it is a JSON object without Records, and no CloudTrail record itself";
  }

  private static boolean contains(byte[] bytes, int start, int end, byte[] expected) {
    for (int i = start; i + expected.length <= end; i++) {
      if (bytes[i] == '"'
          && Arrays.equals(bytes, i, i + expected.length, expected, 0, expected.length)) {
        return true;
      }
    }
    return false;
  }
}
