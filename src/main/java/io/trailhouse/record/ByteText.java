package io.trailhouse.record;

import java.util.Arrays;

/** Text under construction, as UTF-8. Slices of it stay valid when it grows or starts over. */
final class ByteText {

  private byte[] bytes = new byte[4 << 10];
  private int length;

  /** The bytes so far; another array once the text has outgrown this one. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  ByteText append(byte b) {
    reserve(1);
    bytes[length++] = b;
    return this;
  }

  ByteText append(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  ByteText append(byte[] from) {
    return append(from, 0, from.length);
  }

  /**
   * Appends what a JSON string's text between the quotes stands for. Returns false if it has a lone
   * surrogate, which UTF-8 cannot hold: U+FFFD stands in its place.
   */
  boolean appendUnescaped(byte[] from, int start, int end) {
    reserve(end - start);
    boolean exact = true;
    int p = start;
    while (p < end) {
      byte c = from[p++];
      if (c != '\\') {
        bytes[length++] = c;
        continue;
      }
      byte escape = from[p++];
      if (escape != 'u') {
        bytes[length++] = unescaped(escape);
        continue;
      }
      int unit = hex(from, p);
      p += 4;
      if (Character.isHighSurrogate((char) unit)
          && p + 6 <= end
          && from[p] == '\\'
          && from[p + 1] == 'u'
          && Character.isLowSurrogate((char) hex(from, p + 2))) {
        appendCodePoint(Character.toCodePoint((char) unit, (char) hex(from, p + 2)));
        p += 6;
      } else if (Character.isSurrogate((char) unit)) {
        exact = false;
        appendCodePoint(0xfffd);
      } else {
        appendCodePoint(unit);
      }
    }
    return exact;
  }

  private static byte unescaped(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  private static int hex(byte[] from, int start) {
    int unit = 0;
    for (int i = start; i < start + 4; i++) {
      unit = unit << 4 | Character.digit(from[i], 16);
    }
    return unit;
  }

  /** Room is there: an escape is at least as long as what it stands for. */
  private void appendCodePoint(int point) {
    if (point < 0x80) {
      bytes[length++] = (byte) point;
    } else if (point < 0x800) {
      bytes[length++] = (byte) (0xc0 | point >> 6);
      bytes[length++] = (byte) (0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      bytes[length++] = (byte) (0xe0 | point >> 12);
      bytes[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
      bytes[length++] = (byte) (0x80 | (point & 0x3f));
    } else {
      bytes[length++] = (byte) (0xf0 | point >> 18);
      bytes[length++] = (byte) (0x80 | (point >> 12 & 0x3f));
      bytes[length++] = (byte) (0x80 | (point >> 6 & 0x3f));
      bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
