package io.trailhouse.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 16 bytes of SHA-256 over a record without the white space outside its strings. It is a
 * cryptographic hash because a duplicate is dropped: with a weaker one, whoever can write into the
 * bucket could make a record that takes another one's place.
 */
final class ContentHash {

  /** Length of a hash, bytes. */
  static final int LENGTH = 16;

  private final MessageDigest sha256;
  private final ByteText compact = new ByteText();

  ContentHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash, in the first {@link #LENGTH} bytes, of a record that is valid JSON. */
  byte[] of(byte[] bytes, int start, int end, boolean hasSpace) {
    if (!hasSpace) {
      sha256.update(bytes, start, end - start);
      return sha256.digest();
    }
    compact.clear();
    boolean inString = false;
    int copied = start;
    for (int p = start; p < end; p++) {
      byte c = bytes[p];
      if (inString) {
        if (c == '\\') {
          p++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        compact.append(bytes, copied, p);
        copied = p + 1;
      }
    }
    compact.append(bytes, copied, end);
    sha256.update(compact.bytes(), 0, compact.length());
    return sha256.digest();
  }
}
