package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.BitSet;

/** Finds where reading can go on behind something damaged. */
final class Resync {

  private static final byte[] RECORD_START = "\"eventVersion\"".getBytes(UTF_8);

  private Resync() {}

  /** One way to find the end of what starts at an index. */
  @FunctionalInterface
  interface Search {
    /** The end; if there is none that is certain, the complement of where the search gave up. */
    int end(byte[] bytes, int limit, int start) throws MoreNeededException;
  }

  /**
   * The index behind a value whose brackets match and whose strings end, whatever else is wrong in
   * it. More is checked than must be, so that a missing quote or bracket is noticed and not read
   * past.
   */
  static int valueEnd(byte[] bytes, int limit, int start) throws MoreNeededException {
    BitSet objects = new BitSet();
    int depth = 0;
    byte before = ',';
    int p = start;
    while (true) {
      p = skipSpace(bytes, limit, p);
      byte c = bytes[p];
      if (c == '"' || isWord(c)) {
        p = c == '"' ? stringEnd(bytes, limit, p + 1) : wordEnd(bytes, limit, p);
        if (p < 0) {
          return p;
        }
        if (!mayFollowToken(bytes[skipSpace(bytes, limit, p)])) {
          return ~p;
        }
      } else if (c == '{' || c == '[') {
        boolean inObject = depth > 0 && objects.get(depth);
        if (inObject ? before != ':' : before != ',' && before != '[') {
          return ~p;
        }
        objects.set(++depth, c == '{');
        p++;
      } else if (c == '}' || c == ']') {
        if (depth == 0 || objects.get(depth) != (c == '}')) {
          return ~p;
        }
        depth--;
        p++;
      } else if (depth > 0 && (c == ',' || (c == ':' && objects.get(depth)))) {
        p++;
      } else {
        return ~p;
      }
      if (depth == 0) {
        return p;
      }
      before = c;
    }
  }

  /** The same for an element of an array, which another one or the array's end must follow. */
  static int elementEnd(byte[] bytes, int limit, int start) throws MoreNeededException {
    int end = valueEnd(bytes, limit, start);
    if (end < 0) {
      return end;
    }
    byte next = bytes[skipSpace(bytes, limit, end)];
    return next == ',' || next == ']' ? end : ~end;
  }

  /**
   * The index of the comma in the next <code>,{"eventVersion"</code>. In a string its quotes were
   * escaped, so there a record begins.
   */
  static int nextRecord(byte[] bytes, int limit, int start) throws MoreNeededException {
    for (int p = start + 1; p + RECORD_START.length <= limit; p++) {
      if (bytes[p] == '"' && isRecordStart(bytes, p)) {
        int brace = skipSpaceBack(bytes, p - 1, start);
        int comma = skipSpaceBack(bytes, Math.max(brace - 1, start), start);
        if (bytes[brace] == '{' && bytes[comma] == ',') {
          return comma;
        }
      }
    }
    throw new MoreNeededException();
  }

  /** The index of the next line break that an opening brace follows. */
  static int nextLine(byte[] bytes, int limit, int start) throws MoreNeededException {
    for (int p = start; p < limit; p++) {
      if (bytes[p] == '\n' && bytes[p + 1] == '{') {
        return p;
      }
    }
    throw new MoreNeededException();
  }

  /** Counts brackets over bytes that come in pieces. */
  static final class Brackets {
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** The index behind the bracket that closes the first one; -1 if it is not in this piece. */
    int end(byte[] bytes, int start, int limit) {
      for (int p = start; p < limit; p++) {
        byte c = bytes[p];
        if (escaped) {
          escaped = false;
        } else if (inString) {
          escaped = c == '\\';
          inString = c != '"';
        } else if (c == '"') {
          inString = true;
        } else if (c == '{' || c == '[') {
          depth++;
        } else if ((c == '}' || c == ']') && --depth == 0) {
          return p + 1;
        }
      }
      return -1;
    }
  }

  private static boolean isRecordStart(byte[] bytes, int index) {
    int end = index + RECORD_START.length;
    return Arrays.equals(bytes, index, end, RECORD_START, 0, RECORD_START.length);
  }

  private static int stringEnd(byte[] bytes, int limit, int start) throws MoreNeededException {
    for (int p = start; p < limit; p++) {
      byte c = bytes[p];
      if (c == '\\') {
        p++;
      } else if (c == '"') {
        return p + 1;
      } else if (c == '\n') {
        return ~p;
      }
    }
    throw new MoreNeededException();
  }

  private static boolean mayFollowToken(byte c) {
    return c == ',' || c == ':' || c == '}' || c == ']';
  }

  private static int wordEnd(byte[] bytes, int limit, int start) {
    int p = start;
    while (p < limit && isWord(bytes[p])) {
      p++;
    }
    return p;
  }

  private static int skipSpace(byte[] bytes, int limit, int start) throws MoreNeededException {
    int p = start;
    while (p < limit && JsonScanner.isSpace(bytes[p])) {
      p++;
    }
    if (p >= limit) {
      throw new MoreNeededException();
    }
    return p;
  }

  private static int skipSpaceBack(byte[] bytes, int from, int start) {
    int p = from;
    while (p > start && JsonScanner.isSpace(bytes[p])) {
      p--;
    }
    return p;
  }

  private static boolean isWord(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == '_';
  }
}
