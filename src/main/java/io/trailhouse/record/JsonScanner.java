package io.trailhouse.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where JSON values end (RFC 8259), checking all of their grammar. Works on a window's bytes:
 * the zeros behind the last byte are no JSON, so that running off the end is noticed where an
 * unexpected byte is.
 */
final class JsonScanner {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** Makes spaces of quotes and leaves control characters below them. */
  private static final long QUOTES_TO_SPACES = ONES * ('"' ^ ' ');

  private static final long BACKSLASHES = ONES * '\\';
  private static final long BEHIND_SPACES = ONES * (' ' + 1);

  private final int maxDepth;
  private final long[] objectLevels;

  private byte[] bytes = new byte[0];
  private int limit;

  private boolean sawSpace;
  private boolean sawEscape;
  private long seenBits;

  JsonScanner(int maxDepth) {
    this.maxDepth = maxDepth;
    this.objectLevels = new long[maxDepth / 64 + 2];
  }

  /** Starts over on bytes of which those below the limit are readable. */
  void start(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
    sawSpace = false;
    sawEscape = false;
    seenBits = 0;
  }

  /** Where the readable bytes end. */
  int limit() {
    return limit;
  }

  /** Whether there was white space outside strings since the start. */
  boolean sawSpace() {
    return sawSpace;
  }

  /** Whether a string held a byte that is not ASCII since the start. */
  boolean sawNonAscii() {
    return (seenBits & HIGHS) != 0;
  }

  /** Whether the string scanned last holds an escape. */
  boolean sawEscape() {
    return sawEscape;
  }

  /** The index of the next byte that is no white space. */
  int skipSpace(int index) throws MoreNeededException {
    int p = index;
    while (bytes[p] <= ' ') {
      byte c = bytes[p];
      if (!isSpace(c)) {
        if (p >= limit) {
          throw new MoreNeededException();
        }
        return p;
      }
      sawSpace = true;
      p++;
    }
    return p;
  }

  /** The index behind a byte that must stand here. */
  int expect(char expected, int index) throws MoreNeededException, MalformedException {
    if (bytes[index] != expected) {
      throw unexpected(index, "'" + expected + "'");
    }
    return index + 1;
  }

  /** The index of the quote that ends the string whose first byte is at {@code index}. */
  int stringEnd(int index) throws MoreNeededException, MalformedException {
    sawEscape = false;
    int p = index;
    while (true) {
      // The zeros behind the last byte are hits, so this never reads behind them.
      long word = (long) LONGS.get(bytes, p);
      long quotes = word ^ QUOTES_TO_SPACES;
      long backslashes = word ^ BACKSLASHES;
      // Exact for the lowest byte that matches, which is the only one looked at.
      long hits =
          ((quotes - BEHIND_SPACES & ~quotes) | (backslashes - ONES & ~backslashes)) & HIGHS;
      if (hits == 0) {
        seenBits |= word;
        p += 8;
        continue;
      }
      seenBits |= word & (Long.lowestOneBit(hits) - 1);
      p += Long.numberOfTrailingZeros(hits) >>> 3;
      byte c = bytes[p];
      if (c == '"') {
        if (p >= limit) {
          throw new MoreNeededException();
        }
        return p;
      }
      if (c != '\\') {
        throw unexpected(p, "no control character in a string");
      }
      sawEscape = true;
      p = escapeEnd(p + 1);
    }
  }

  private int escapeEnd(int index) throws MoreNeededException, MalformedException {
    byte c = bytes[index];
    if (c == 'u') {
      return hexEnd(index + 1);
    }
    if (c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r'
        || c == 't') {
      return index + 1;
    }
    throw unexpected(index, "an escape");
  }

  private int hexEnd(int index) throws MoreNeededException, MalformedException {
    for (int p = index; p < index + 4; p++) {
      if (p >= limit) {
        throw new MoreNeededException();
      }
      if (Character.digit(bytes[p], 16) < 0) {
        throw unexpected(p, "a hex digit");
      }
    }
    return index + 4;
  }

  /** The index behind the value whose first byte is at {@code index}, {@code depth} levels down. */
  int valueEnd(int index, int depth) throws MoreNeededException, MalformedException {
    byte c = bytes[index];
    return c == '{' || c == '[' ? nestedEnd(index, depth) : scalarEnd(index);
  }

  private int scalarEnd(int index) throws MoreNeededException, MalformedException {
    return switch (bytes[index]) {
      case '"' -> stringEnd(index + 1) + 1;
      case 't' -> literalEnd(index, "true");
      case 'f' -> literalEnd(index, "false");
      case 'n' -> literalEnd(index, "null");
      default -> numberEnd(index);
    };
  }

  private int literalEnd(int index, String literal) throws MoreNeededException, MalformedException {
    for (int i = 1; i < literal.length(); i++) {
      if (bytes[index + i] != literal.charAt(i)) {
        throw unexpected(index + i, literal);
      }
    }
    return index + literal.length();
  }

  private int numberEnd(int index) throws MoreNeededException, MalformedException {
    int p = bytes[index] == '-' ? index + 1 : index;
    p = bytes[p] == '0' ? p + 1 : digitsEnd(p);
    if (bytes[p] == '.') {
      p = digitsEnd(p + 1);
    }
    if (bytes[p] == 'e' || bytes[p] == 'E') {
      p++;
      p = digitsEnd(bytes[p] == '+' || bytes[p] == '-' ? p + 1 : p);
    }
    if (p >= limit) {
      throw new MoreNeededException();
    }
    return p;
  }

  private int digitsEnd(int index) throws MoreNeededException, MalformedException {
    int p = index;
    while (bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    if (p == index) {
      throw unexpected(p, "a value");
    }
    return p;
  }

  /** Skips an object or array without recursion, however deep it is nested. */
  private int nestedEnd(int index, int depth) throws MoreNeededException, MalformedException {
    int level = depth;
    int p = index;
    boolean opened = false;
    while (true) {
      byte c = bytes[p];
      if (c == '{' || c == '[') {
        if (++level > maxDepth) {
          throw new MalformedException(
              Damage.Reason.MAX_DEPTH,
              "nested deeper than max-depth (%d levels)".formatted(maxDepth),
              p);
        }
        mark(level, c == '{');
        opened = true;
        p = skipSpace(p + 1);
      } else {
        p = skipSpace(scalarEnd(p));
        opened = false;
      }
      boolean inObject = isObject(level);
      while (bytes[p] == (inObject ? '}' : ']')) {
        p++;
        opened = false;
        if (--level == depth) {
          return p;
        }
        inObject = isObject(level);
        p = skipSpace(p);
      }
      if (!opened) {
        p = skipSpace(expect(',', p));
      }
      if (inObject) {
        p = skipSpace(expect(':', skipSpace(stringEnd(expect('"', p)) + 1)));
      }
    }
  }

  private void mark(int level, boolean object) {
    long bit = 1L << level;
    if (object) {
      objectLevels[level >>> 6] |= bit;
    } else {
      objectLevels[level >>> 6] &= ~bit;
    }
  }

  private boolean isObject(int level) {
    return (objectLevels[level >>> 6] & 1L << level) != 0;
  }

  /** What to throw where something else stands than must: the end of the window, or damage. */
  MalformedException unexpected(int index, String expected) throws MoreNeededException {
    if (index >= limit) {
      throw new MoreNeededException();
    }
    return new MalformedException(
        Damage.Reason.BROKEN_RECORD,
        "expected %s but found %s".formatted(expected, shown(bytes[index])),
        index);
  }

  /** Whether a byte is white space to JSON. */
  static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** A byte as a message shows it. */
  static String shown(byte found) {
    return found > ' ' && found < 0x7f
        ? "'" + (char) found + "'"
        : "byte 0x%02x".formatted(found & 0xff);
  }
}
