package io.trailhouse.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A keyed hash of 16 bytes over a record without the white space outside its strings. It is keyed
 * because a duplicate is dropped: with a hash that anybody can compute and that is as fast, whoever
 * can write into the bucket could make a record that takes another one's place.
 *
 * <p>It is SipHash-1-3 in two lanes, which a processor computes at once: one takes the even words
 * of the record, one the odd ones, each with a key of its own. At the end the first takes in the
 * second's state, what is left of the record, and its length.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash: a
 *     fast short-input PRF</a>
 */
final class ContentHash {

  /** Length of a hash, bytes. */
  static final int LENGTH = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** "somepseudorandomlygeneratedbytes", as SipHash has it. */
  private static final long SOME_PSEUDO = 0x736f6d6570736575L;

  private static final long DO_RANDOM = 0x646f72616e646f6dL;
  private static final long LY_GENERATED = 0x6c7967656e657261L;
  private static final long TED_BYTES = 0x7465646279746573L;

  private final HashKey key;
  private final ByteText compact = new ByteText();
  private final byte[] tail = new byte[2 * Long.BYTES];
  private final byte[] hash = new byte[LENGTH];
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  ContentHash(HashKey key) {
    this.key = key;
  }

  /** The hash of a record that is valid JSON; the array is used again for the next one. */
  byte[] of(byte[] bytes, int start, int end, boolean hasSpace) {
    if (!hasSpace) {
      return of(bytes, start, end);
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
      } else if (JsonScanner.isSpace(c)) {
        compact.append(bytes, copied, p);
        copied = p + 1;
      }
    }
    compact.append(bytes, copied, end);
    return of(compact.bytes(), 0, compact.length());
  }

  private byte[] of(byte[] bytes, int start, int end) {
    int whole = start + ((end - start) & -tail.length);
    Arrays.fill(tail, (byte) 0);
    System.arraycopy(bytes, whole, tail, 0, end - whole);
    lanes(bytes, start, whole);
    absorb((long) LONG.get(tail, 0));
    absorb((long) LONG.get(tail, Long.BYTES));
    absorb(end - start);
    v2 ^= 0xee;
    LONG.set(hash, 0, finish());
    v1 ^= 0xdd;
    LONG.set(hash, Long.BYTES, finish());
    return hash;
  }

  /** Takes in pairs of words up to {@code whole}, and leaves both lanes in one. */
  private void lanes(byte[] bytes, int start, int whole) {
    long a0 = key.first() ^ SOME_PSEUDO;
    long a1 = key.second() ^ DO_RANDOM;
    long a2 = key.first() ^ LY_GENERATED;
    long a3 = key.second() ^ TED_BYTES;
    long b0 = key.third() ^ SOME_PSEUDO;
    long b1 = key.fourth() ^ DO_RANDOM;
    long b2 = key.third() ^ LY_GENERATED;
    long b3 = key.fourth() ^ TED_BYTES;
    for (int p = start; p < whole; p += 2 * Long.BYTES) {
      long a = (long) LONG.get(bytes, p);
      long b = (long) LONG.get(bytes, p + Long.BYTES);
      a3 ^= a;
      b3 ^= b;
      a0 += a1;
      b0 += b1;
      a2 += a3;
      b2 += b3;
      a1 = Long.rotateLeft(a1, 13) ^ a0;
      b1 = Long.rotateLeft(b1, 13) ^ b0;
      a3 = Long.rotateLeft(a3, 16) ^ a2;
      b3 = Long.rotateLeft(b3, 16) ^ b2;
      a0 = Long.rotateLeft(a0, 32) + a3;
      b0 = Long.rotateLeft(b0, 32) + b3;
      a2 += a1;
      b2 += b1;
      a3 = Long.rotateLeft(a3, 21) ^ a0;
      b3 = Long.rotateLeft(b3, 21) ^ b0;
      a1 = Long.rotateLeft(a1, 17) ^ a2;
      b1 = Long.rotateLeft(b1, 17) ^ b2;
      a2 = Long.rotateLeft(a2, 32);
      b2 = Long.rotateLeft(b2, 32);
      a0 ^= a;
      b0 ^= b;
    }
    v0 = a0;
    v1 = a1;
    v2 = a2;
    v3 = a3;
    absorb(b0);
    absorb(b1);
    absorb(b2);
    absorb(b3);
  }

  private void absorb(long word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  private long finish() {
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32) + v3;
    v2 += v1;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
