package io.trailhouse.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 text that grows at its end, and is used again for the next record. */
final class TextBuffer {

  private static final byte[] TWO_DIGITS = twoDigits();

  private byte[] bytes = new byte[1 << 14];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  TextBuffer add(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  TextBuffer add(String text) {
    int chars = text.length();
    reserve(chars);
    for (int i = 0; i < chars; i++) {
      char next = text.charAt(i);
      if (next >= 0x80) {
        return add(text.substring(i).getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) next;
    }
    return this;
  }

  TextBuffer add(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  TextBuffer add(long number) {
    return add(Long.toString(number));
  }

  TextBuffer addTwoDigits(int number) {
    reserve(2);
    bytes[length++] = TWO_DIGITS[number * 2];
    bytes[length++] = TWO_DIGITS[number * 2 + 1];
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private static byte[] twoDigits() {
    byte[] digits = new byte[200];
    for (int i = 0; i < 100; i++) {
      digits[i * 2] = (byte) ('0' + i / 10);
      digits[i * 2 + 1] = (byte) ('0' + i % 10);
    }
    return digits;
  }
}
