package io.trailhouse.gzip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What came out of a gzip file, a character for each byte, and how it ended. */
record Inflated(String content, End end) {

  enum End {
    WHOLE,
    TRUNCATED,
    CORRUPT
  }

  private static final int HEADER = 10;

  static Inflated whole(byte[] content) {
    return new Inflated(new String(content, ISO_8859_1), End.WHOLE);
  }

  /** By {@link Gunzip}, in one piece. */
  static Inflated of(byte[] gzip) {
    return of(new ByteArrayInputStream(gzip), 1 << 16);
  }

  /** By {@link Gunzip}, from input in pieces of any size, asking for pieces of any size. */
  static Inflated inPieces(byte[] gzip, Random random, int longest) {
    InputStream pieces =
        new ByteArrayInputStream(gzip) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, random.nextInt(longest + 1)));
          }
        };
    return of(pieces, 1 + random.nextInt(longest));
  }

  private static Inflated of(InputStream in, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    End end = End.WHOLE;
    try (Gunzip gunzip = new Gunzip(in)) {
      byte[] piece = new byte[most + 2];
      int count = gunzip.read(piece, 1, most);
      while (count >= 0) {
        out.write(piece, 1, count);
        count = gunzip.read(piece, 1, most);
      }
    } catch (CorruptGzipException e) {
      end = e.truncated() ? End.TRUNCATED : End.CORRUPT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Inflated(out.toString(ISO_8859_1), end);
  }

  /** By the JDK, of a file with one member and a header without options. */
  static Inflated byJdk(byte[] gzip) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(gzip, HEADER, gzip.length - HEADER);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    End end = End.TRUNCATED;
    try {
      int count = inflater.inflate(piece);
      while (count > 0) {
        out.write(piece, 0, count);
        count = inflater.inflate(piece);
      }
      if (inflater.finished() && inflater.getRemaining() >= 8) {
        end = trailerFits(gzip, gzip.length - inflater.getRemaining(), out.toByteArray());
      }
    } catch (DataFormatException e) {
      out.write(piece, 0, (int) (inflater.getBytesWritten() - out.size()));
      end = End.CORRUPT;
    } finally {
      inflater.end();
    }
    return new Inflated(out.toString(ISO_8859_1), end);
  }

  private static End trailerFits(byte[] gzip, int at, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer trailer = ByteBuffer.wrap(gzip, at, 8).order(ByteOrder.LITTLE_ENDIAN);
    boolean fits =
        trailer.getInt() == (int) crc.getValue()
            && trailer.getInt() == content.length
            && !trailer.hasRemaining();
    return fits && at + 8 == gzip.length ? End.WHOLE : End.CORRUPT;
  }

  @Override
  public String toString() {
    return "%s, %d bytes, hash %08x".formatted(end, content.length(), content.hashCode());
  }
}
