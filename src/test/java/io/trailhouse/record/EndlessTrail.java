package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Reads a trail file of a size that is made while it is read, in a process of its own. */
final class EndlessTrail {

  private EndlessTrail() {}

  /**
   * Exits with 0 if all of so many bytes were read: {@code EndlessTrail records BYTES}, the same of
   * records with long callers of their own: {@code EndlessTrail identities BYTES}, or one record
   * between two others was set aside: {@code EndlessTrail record BYTES}.
   */
  public static void main(String[] arguments) throws IOException {
    boolean many = !arguments[0].equals("record");
    long size = Long.parseLong(arguments[1]);
    String start = "{\"Records\":[" + SampleRecord.of(1) + ",";
    String end = SampleRecord.of(2) + "]}";
    InputStream in =
        switch (arguments[0]) {
          case "records" -> repeated(start, SampleRecord.of(3) + ",\n", end, size);
          case "identities" -> new Repeated(start, i -> identity(i).getBytes(UTF_8), end, size);
          default -> repeated(start + "{\"eventName\":\"", "}],{\\\"", "\"}," + end, size);
        };
    AtomicInteger damages = new AtomicInteger();
    long events = 0;
    try (TrailReader reader =
        new TrailReader(
            in,
            new ReaderMemory(
                EnumSet.allOf(EventColumn.class),
                new Limits(1 << 20, 8L << 30, 100),
                HashKey.PUBLIC),
            null,
            damage -> damages.incrementAndGet())) {
      while (reader.next()) {
        events++;
      }
      boolean all = reader.bytesRead() >= size;
      boolean right = many ? events > 2 && damages.get() == 0 : events == 2 && damages.get() == 1;
      System.exit(all && right ? 0 : 3);
    }
  }

  private static String identity(int number) {
    return "{\"eventTime\":\"2026-10-01T00:00:00Z\",\"userIdentity\":{\"type\":\"%s-%d\"}},"
        .formatted("x".repeat(100_000), number);
  }

  private static Repeated repeated(String start, String piece, String end, long size) {
    byte[] pieces = piece.repeat(1 + 1_000 / piece.length()).getBytes(UTF_8);
    return new Repeated(start, i -> pieces, end, size);
  }

  /** A start, one piece after another until the size is reached, and an end. */
  private static final class Repeated extends InputStream {
    private final IntFunction<byte[]> pieces;
    private int piecesRead;
    private final byte[] end;
    private byte[] current;
    private int position;
    private long left;

    private Repeated(String start, IntFunction<byte[]> pieces, String end, long size) {
      this.current = start.getBytes(UTF_8);
      this.pieces = pieces;
      this.end = end.getBytes(UTF_8);
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
        current = left > 0 ? pieces.apply(piecesRead++) : end;
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
