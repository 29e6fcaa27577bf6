package io.trailhouse.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
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
final class Gunzip extends InputStream {

  private static final int INPUT_BYTES = 64 << 10;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream compressed;
  private final byte[] input = new byte[INPUT_BYTES];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int inputPosition;
  private int inputLimit;
  private long inputOffset;
  private boolean inMember;
  private boolean ended;
  private @Nullable CorruptGzipException damage;

  Gunzip(InputStream compressed) {
    this.compressed = compressed;
  }

  /** Whether a stream that starts with these bytes is gzip. */
  static boolean isGzip(byte[] bytes, int length) {
    return length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Inflates until the range is full or the stream ends. Damage is thrown only once everything
   * before it was handed out.
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int filled = 0;
    try {
      while (filled < length && damage == null && !ended) {
        if (!inMember && !startMember()) {
          ended = true;
          break;
        }
        int inflated = inflate(bytes, offset + filled, length - filled);
        filled += inflated;
        if ((inflated == 0 && damage == null) || inflater.finished()) {
          advance();
        }
      }
    } catch (CorruptGzipException e) {
      damage = e;
    }
    if (filled > 0 || length == 0) {
      return filled;
    }
    if (damage != null) {
      throw damage;
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    long before = inflater.getBytesWritten();
    try {
      inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      damage = corrupt(e.getMessage());
    }
    // Also after damage: the bytes before it are good.
    int inflated = (int) (inflater.getBytesWritten() - before);
    crc.update(bytes, offset, inflated);
    return inflated;
  }

  /** Does what must be done before more can be inflated. */
  private void advance() throws IOException {
    if (inflater.finished()) {
      endMember();
    } else if (inflater.needsDictionary()) {
      throw corrupt("it asks for a dictionary");
    } else if (inflater.needsInput()) {
      inputPosition = inputLimit;
      if (!fillInput()) {
        throw truncated();
      }
      inflater.setInput(input, 0, inputLimit);
    }
  }

  private boolean startMember() throws IOException {
    boolean first = inputOffset == 0 && inputPosition == 0;
    int magic = nextByteOrEnd();
    while (!first && magic == 0) {
      // Tape and block devices pad archives with zeros; gzip itself ignores them too.
      magic = nextByteOrEnd();
    }
    if (magic < 0) {
      return false;
    }
    if (magic != 0x1f || nextByte() != 0x8b) {
      throw corrupt(first ? "it does not start as gzip does" : "bytes follow that are no gzip");
    }
    if (nextByte() != 8) {
      throw corrupt("its compression method is not deflate");
    }
    skipHeader(nextByte());
    inflater.reset();
    crc.reset();
    inflater.setInput(input, inputPosition, inputLimit - inputPosition);
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
    inputPosition = inputLimit - inflater.getRemaining();
    long expectedCrc = nextInt();
    long expectedLength = nextInt();
    if (expectedCrc != crc.getValue()) {
      throw corrupt("its checksum does not match");
    }
    if (expectedLength != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw corrupt("its length does not match");
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
    int next = nextByteOrEnd();
    if (next < 0) {
      throw truncated();
    }
    return next;
  }

  private int nextByteOrEnd() throws IOException {
    if (inputPosition == inputLimit && !fillInput()) {
      return -1;
    }
    return input[inputPosition++] & 0xff;
  }

  private boolean fillInput() throws IOException {
    inputOffset += inputLimit;
    inputPosition = 0;
    inputLimit = 0;
    int count = compressed.read(input, 0, input.length);
    while (count == 0) {
      count = compressed.read(input, 0, input.length);
    }
    inputLimit = Math.max(count, 0);
    return count > 0;
  }

  private CorruptGzipException truncated() {
    return new CorruptGzipException(
        "the gzip stream ends too early, after %d compressed bytes".formatted(position()), true);
  }

  private CorruptGzipException corrupt(@Nullable String why) {
    return new CorruptGzipException(
        "the gzip stream is broken near compressed byte %d: %s".formatted(position(), why), false);
  }

  private long position() {
    return inputOffset + (inMember ? inputLimit - inflater.getRemaining() : inputPosition);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    compressed.close();
  }
}
