package io.trailhouse.record;

import io.trailhouse.gzip.CorruptGzipException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of an object's JSON that is in memory. It moves forward over the stream; whoever still
 * needs bytes says from where on to keep them, and the window grows if they fill it.
 *
 * <p>Eight zero bytes follow the last byte, so that a scanner may load eight at a time and always
 * meets a byte that no JSON has.
 */
final class Window implements Closeable {

  /** The object is longer than the limit. */
  static final class ObjectTooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final int FIRST_CAPACITY = 256 << 10;
  private static final int PADDING = 8;

  private InputStream in = InputStream.nullInputStream();
  private long maxObjectBytes;

  private byte[] bytes = new byte[FIRST_CAPACITY + PADDING];
  private int limit;
  private long offset;

  /** Starts over with another object; a buffer that a long record made big is given up. */
  void start(InputStream object, long mostBytes) {
    in = object;
    maxObjectBytes = mostBytes;
    limit = 0;
    offset = 0;
    if (bytes.length > FIRST_CAPACITY + PADDING) {
      bytes = new byte[FIRST_CAPACITY + PADDING];
    }
    Arrays.fill(bytes, 0, PADDING, (byte) 0);
  }

  /** The bytes; another array after {@link #fill}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the readable bytes end. */
  int limit() {
    return limit;
  }

  /** Where in the object an index of {@link #bytes} stands. */
  long positionOf(int index) {
    return offset + index;
  }

  /**
   * Moves the byte at {@code keep} to index 0 (what was before it is gone) and makes more bytes
   * readable behind the kept ones. Returns false if the stream has no more.
   */
  boolean fill(int keep) throws IOException {
    int kept = limit - keep;
    int capacity = bytes.length - PADDING;
    // With less than half free a long record would be scanned again and again for small gains.
    byte[] target = kept > capacity / 2 ? new byte[2 * capacity + PADDING] : bytes;
    System.arraycopy(bytes, keep, target, 0, kept);
    bytes = target;
    offset += keep;
    limit = kept;
    long allowed = maxObjectBytes - offset - kept;
    int room = (int) Math.min(bytes.length - PADDING - kept, Math.max(allowed, 1));
    int count = read(kept, room);
    if (count > allowed) {
      throw new ObjectTooLongException();
    }
    limit += count;
    Arrays.fill(bytes, limit, limit + PADDING, (byte) 0);
    return count > 0;
  }

  /**
   * Reads until there is no more room: with the small pieces that some streams hand out, a record
   * would be scanned from its start again for each of them.
   */
  private int read(int start, int room) throws IOException {
    int count = 0;
    try {
      int more = 0;
      while (more >= 0 && count < room) {
        count += more;
        more = count < room ? in.read(bytes, start + count, room - count) : -1;
      }
    } catch (CorruptGzipException e) {
      // It comes again when what was before the damage has been read.
      if (count == 0) {
        throw e;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
