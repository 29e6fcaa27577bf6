package io.trailhouse.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Inflates a gzip stream of any number of members (RFC 1952), checking each member's CRC and
 * length.
 *
 * <p>The JDK's stream is not used because it ends after the first member whenever the stream below
 * says that nothing is available, as streams of object stores may, and because it cannot tell
 * damage in the data from a failure to fetch it: here the first is a {@link CorruptGzipException},
 * the second whatever the stream below throws.
 */
public final class Gunzip extends InputStream {

  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream compressed;
  private final Inflate inflate;
  private final BitInput input;
  private final CRC32 crc = new CRC32();
  private long memberLength;
  private boolean inMember;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  /** Inflates a stream, which it closes with itself. */
  public Gunzip(InputStream compressed) {
    this.compressed = compressed;
    this.inflate = Inflate.borrow(compressed);
    this.input = inflate.input();
  }

  /** Whether a stream that starts with these bytes is gzip. */
  public static boolean isGzip(byte[] bytes, int length) {
    return length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Inflates until the range is full or the stream ends. Damage, or a failure to fetch, is thrown
   * only once everything before it was handed out.
   */
  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    int filled = 0;
    while (filled < length) {
      int taken = inflate.take(bytes, offset + filled, length - filled);
      crc.update(bytes, offset + filled, taken);
      memberLength += taken;
      filled += taken;
      if (taken == 0 && !advance()) {
        break;
      }
    }
    if (filled == 0 && length > 0 && failure != null) {
      throw failure;
    }
    return filled > 0 || length == 0 ? filled : -1;
  }

  /** Does what must be done before more can be handed out; false if there is no more. */
  private boolean advance() {
    if (failure != null || ended) {
      return false;
    }
    try {
      if (!inMember) {
        ended = !startMember();
      } else if (inflate.ended()) {
        endMember();
      } else {
        inflate.decode();
      }
    } catch (IOException e) {
      failure = e;
    }
    return true;
  }

  private boolean startMember() throws IOException {
    boolean first = input.taken() == 0;
    int magic = input.nextByteOrEnd();
    while (!first && magic == 0) {
      // Tape and block devices pad archives with zeros; gzip itself ignores them too.
      magic = input.nextByteOrEnd();
    }
    if (magic < 0) {
      return false;
    }
    if (magic != 0x1f || nextByte() != 0x8b) {
      throw input.corrupt(
          first ? "it does not start as gzip does" : "bytes follow that are no gzip");
    }
    if (nextByte() != 8) {
      throw input.corrupt("its compression method is not deflate");
    }
    skipHeader(nextByte());
    inflate.start();
    crc.reset();
    memberLength = 0;
    inMember = true;
    return true;
  }

  private void skipHeader(int flags) throws IOException {
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) {
      skip(nextByte() | nextByte() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    inMember = false;
    input.takeRestOfByte();
    long expectedCrc = nextInt();
    long expectedLength = nextInt();
    if (expectedCrc != crc.getValue()) {
      throw input.corrupt("its checksum does not match");
    }
    if (expectedLength != (memberLength & 0xffffffffL)) {
      throw input.corrupt("its length does not match");
    }
  }

  private void skipText() throws IOException {
    int next = nextByte();
    while (next != 0) {
      next = nextByte();
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nextByte();
    }
  }

  private long nextInt() throws IOException {
    long low = nextByte() | nextByte() << 8;
    long high = nextByte() | nextByte() << 8;
    return high << 16 | low;
  }

  private int nextByte() throws IOException {
    int next = input.nextByteOrEnd();
    if (next < 0) {
      throw input.truncated();
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    try {
      compressed.close();
    } finally {
      giveBack();
    }
  }

  /** Not while another thread reads, or the next borrower would get this one's bytes. */
  private synchronized void giveBack() {
    if (!closed) {
      closed = true;
      inflate.giveBack();
    }
  }
}
