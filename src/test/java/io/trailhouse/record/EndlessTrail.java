package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;

/** Reads a trail file of a size that is made while it is read, in a process of its own. */
final class EndlessTrail {

  private EndlessTrail() {}

  /** Exits with 0 if all of so many bytes were read: {@code EndlessTrail BYTES}. */
  public static void main(String[] arguments) throws IOException {
    long size = Long.parseLong(arguments[0]);
    long events = 0;
    try (TrailReader reader =
        new TrailReader(
            new Repeated(size),
            EnumSet.allOf(EventColumn.class),
            Limits.DEFAULT,
            null,
            damage -> System.exit(2))) {
      while (reader.next()) {
        events++;
      }
      boolean all = reader.bytesRead() >= size && events == reader.recordsRead() && events > 0;
      System.exit(all ? 0 : 3);
    }
  }

  /** A file of the same record again and again, that ends behind the record over its size. */
  private static final class Repeated extends InputStream {
    private final byte[] record = (SampleRecord.of(1) + ",\n").getBytes(UTF_8);
    private final byte[] end = (SampleRecord.of(2) + "]}").getBytes(UTF_8);
    private byte[] current = "{\"Records\":[".getBytes(UTF_8);
    private int position;
    private long left;

    private Repeated(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == current.length) {
        if (current == end) {
          return -1;
        }
        current = left > 0 ? record : end;
        position = 0;
      }
      int count = Math.min(length, current.length - position);
      System.arraycopy(current, position, target, offset, count);
      position += count;
      left -= count;
      return count;
    }
  }
}
