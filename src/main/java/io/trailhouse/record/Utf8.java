package io.trailhouse.record;

/** Checks text that is not ASCII (RFC 3629: no overlong forms, no surrogates). */
final class Utf8 {

  private Utf8() {}

  /** The index of the first byte that is no UTF-8; -1 if all is. */
  static int firstInvalid(byte[] bytes, int start, int end) {
    int p = start;
    while (p < end) {
      int lead = bytes[p];
      if (lead >= 0) {
        p++;
        continue;
      }
      int length = sequenceLength(bytes, p, end);
      if (length == 0) {
        return p;
      }
      p += length;
    }
    return -1;
  }

  private static int sequenceLength(byte[] bytes, int p, int end) {
    int lead = bytes[p] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || p + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[p + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[p + 1] & 0xff;
    boolean bad =
        (lead == 0xe0 && second < 0xa0)
            || (lead == 0xed && second > 0x9f)
            || (lead == 0xf0 && second < 0x90)
            || (lead == 0xf4 && second > 0x8f);
    return bad ? 0 : length;
  }
}
