package io.trailhouse.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a compressed stream, to be taken one by one or as bits, the lowest first (RFC 1951,
 * 3.1.1).
 *
 * <p>The loop that decodes works on copies of the open fields. For it the bytes that are here
 * always end at the same index, and zero bytes follow them, so that it may load eight anywhere.
 */
final class BitInput {

  private static final int MOST_AHEAD = 64;
  private static final int READ_BYTES = 64 << 10;
  private static final int PADDING = 32;

  /** How far behind their start in the array the bytes end. */
  static final int END = MOST_AHEAD + READ_BYTES;

  /** How many bytes of the array it needs. */
  static final int CAPACITY = END + PADDING;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;

  /** The index of the first byte that is not among {@link #bits}. */
  int position;

  /** The next bits. Those above {@link #bitCount} are zero, or what will come there anyway. */
  long bits;

  int bitCount;

  private InputStream in = InputStream.nullInputStream();
  private long bytesRead;
  private boolean ended;

  /** Has no bytes until it is started. */
  BitInput(byte[] bytes, int start) {
    this.bytes = bytes;
    this.end = start + END;
    this.position = end;
  }

  /** Starts over with another stream. */
  void start(InputStream stream) {
    in = stream;
    bytesRead = 0;
    ended = false;
    position = end;
    bits = 0;
    bitCount = 0;
  }

  /** The next byte, or -1 at the end; no byte may have been taken in part. */
  int nextByteOrEnd() throws IOException {
    if (position == end && !ended) {
      fill(1);
    }
    return position < end ? bytes[position++] & 0xff : -1;
  }

  /** Moves some of the next bytes, at least one, within the array; returns how many. */
  int nextBytes(int to, int most) throws IOException {
    if (position == end && !ended) {
      fill(1);
    }
    if (position == end) {
      throw truncated();
    }
    int count = Math.min(most, end - position);
    System.arraycopy(bytes, position, bytes, to, count);
    position += count;
    return count;
  }

  /** Takes the next bits. */
  int nextBits(int count) throws IOException {
    refill();
    return take(count);
  }

  /** Makes at least 56 bits stand in {@link #bits}; behind the end of the stream they are zero. */
  void refill() throws IOException {
    if (end - position < 8 && !ended) {
      fill(MOST_AHEAD);
    }
    bits |= (long) LONGS.get(bytes, position) << bitCount;
    position += ~bitCount >>> 3 & 7;
    bitCount |= 56;
  }

  /** Takes bits that stand in {@link #bits}; complains if they are behind the end of the stream. */
  int take(int count) throws CorruptGzipException {
    int taken = (int) bits & ((1 << count) - 1);
    bits >>>= count;
    bitCount -= count;
    if (8 * (position - end) > bitCount) {
      throw truncated();
    }
    return taken;
  }

  /** Takes what is left of a byte that was taken in part. */
  void takeRestOfByte() throws CorruptGzipException {
    take(bitCount & 7);
    giveBytesBack();
  }

  /** Gets so many bytes here from the position on, or all that there are. */
  void fill(int atLeast) throws IOException {
    giveBytesBack();
    int left = end - position;
    int limit = end - READ_BYTES;
    System.arraycopy(bytes, position, bytes, limit - left, left);
    position = limit - left;
    while (limit - position < atLeast && !ended) {
      int count = in.read(bytes, limit, end - limit);
      ended = count < 0;
      limit += Math.max(count, 0);
      bytesRead += Math.max(count, 0);
    }
    int missing = end - limit;
    if (missing > 0) {
      System.arraycopy(bytes, position, bytes, position + missing, limit - position);
      position += missing;
    }
  }

  /** Whether no more bytes will come than those that are here. */
  boolean ended() {
    return ended;
  }

  /** How many bytes were taken, whole or in part. */
  long taken() {
    return bytesRead - (end - position) - (bitCount >>> 3);
  }

  /** The damage of a stream that ends before its time. */
  CorruptGzipException truncated() {
    return new CorruptGzipException(
        "the gzip stream ends too early, after %d compressed bytes".formatted(bytesRead), true);
  }

  /** The damage of a stream in which something stands here that may not. */
  CorruptGzipException corrupt(String why) {
    return new CorruptGzipException(
        "the gzip stream is broken near compressed byte %d: %s".formatted(taken(), why), false);
  }

  private void giveBytesBack() {
    position -= bitCount >>> 3;
    bitCount &= 7;
    bits &= (1L << bitCount) - 1;
  }
}
