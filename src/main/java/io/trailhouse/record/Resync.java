package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Finds where reading can go on behind a damaged record. */
final class Resync {

  private static final byte[] RECORD_START = "\"eventVersion\"".getBytes(UTF_8);

  private Resync() {}

  /**
   * The index behind a value whose brackets close and whose strings end, whatever else is wrong in
   * it. More is checked than must be, so that a missing quote is noticed and not read past: a
   * string, a name or a number is followed by what may follow one.
   */
  static int elementEnd(byte[] bytes, int limit, int start)
      throws MoreNeededException, MalformedException {
    int depth = 0;
    int p = start;
    boolean ended = false;
    while (!ended) {
      if (p >= limit) {
        throw new MoreNeededException();
      }
      byte c = bytes[p];
      if (c == '"' || isWord(c)) {
        p = c == '"' ? stringEnd(bytes, limit, p + 1) : wordEnd(bytes, limit, p);
        checkBehindToken(bytes, limit, p);
        ended = depth == 0;
      } else if (c == '{' || c == '[') {
        depth++;
        p++;
      } else if (c == '}' || c == ']') {
        depth--;
        p++;
        ended = depth <= 0;
      } else if (depth > 0 && (c == ',' || c == ':' || isSpace(c))) {
        p++;
      } else {
        throw broken(p);
      }
    }
    int next = skipSpace(bytes, limit, p);
    if (depth < 0 || (bytes[next] != ',' && bytes[next] != ']')) {
      throw broken(next);
    }
    return p;
  }

  /** The index of the comma before the next record, as {@code },{"eventVersion"} tells; or -1. */
  static int nextRecord(byte[] bytes, int limit, int start) {
    for (int p = start + 1; p + RECORD_START.length <= limit; p++) {
      if (bytes[p] != '"'
          || !Arrays.equals(
              bytes, p, p + RECORD_START.length, RECORD_START, 0, RECORD_START.length)) {
        continue;
      }
      int brace = skipSpaceBack(bytes, p - 1, start);
      int comma = bytes[brace] == '{' ? skipSpaceBack(bytes, brace - 1, start) : start;
      if (comma > start
          && bytes[comma] == ','
          && bytes[skipSpaceBack(bytes, comma - 1, start)] == '}') {
        return comma;
      }
    }
    return -1;
  }

  /** The index of the next line break; -1 if the bytes end before it. */
  static int lineEnd(byte[] bytes, int limit, int start) {
    for (int p = start; p < limit; p++) {
      if (bytes[p] == '\n') {
        return p;
      }
    }
    return -1;
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

  private static int stringEnd(byte[] bytes, int limit, int start)
      throws MoreNeededException, MalformedException {
    for (int p = start; p < limit; p++) {
      byte c = bytes[p];
      if (c == '\\') {
        p++;
      } else if (c == '"') {
        return p + 1;
      } else if (c == '\n') {
        throw broken(p);
      }
    }
    throw new MoreNeededException();
  }

  private static void checkBehindToken(byte[] bytes, int limit, int index)
      throws MoreNeededException, MalformedException {
    byte c = bytes[skipSpace(bytes, limit, index)];
    if (c != ',' && c != ':' && c != '}' && c != ']') {
      throw broken(index);
    }
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
    while (p < limit && isSpace(bytes[p])) {
      p++;
    }
    if (p >= limit) {
      throw new MoreNeededException();
    }
    return p;
  }

  private static int skipSpaceBack(byte[] bytes, int from, int start) {
    int p = from;
    while (p > start && isSpace(bytes[p])) {
      p--;
    }
    return p;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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

  private static MalformedException broken(int index) {
    return new MalformedException(Damage.Reason.NOT_JSON, "broken", index);
  }
}
