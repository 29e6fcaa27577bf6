package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class BoundaryTest {

  /** Just what fits the reader's first window. */
  private static final int WINDOW = 256 << 10;

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void readsTheSameHoweverTheBytesCome(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] file = longFile(random).getBytes(UTF_8);
    assertThat(ReadTrail.of(new Pieces(file, random), Limits.DEFAULT))
        .isEqualTo(ReadTrail.of(file));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void readsTheSameFromGzipHoweverItComes(@ForAll long seed) {
    Random random = new Random(seed);
    String file = longFile(random);
    assertThat(ReadTrail.of(new Pieces(ReadTrail.gzip(file), random), Limits.DEFAULT))
        .isEqualTo(ReadTrail.of(file));
  }

  @Test
  void readsARecordThatAnyOfItsBytesEndsTheWindowIn() {
    String record = SampleRecord.of(1);
    String expected = ReadTrail.of(record).records().get(0);
    for (int inside = 0; inside <= record.length() + 2; inside++) {
      ReadTrail trail =
          ReadTrail.of(SampleRecord.of(0) + " ".repeat(padding(inside)) + record + "\n" + record);
      assertThat(trail.damages()).isEmpty();
      assertThat(trail.records().subList(1, 3)).containsExactly(expected, expected);
    }
  }

  @Test
  void setsABrokenRecordAsideThatAnyOfItsBytesEndsTheWindowIn() {
    String broken = SampleRecord.of(1).replace("50.0", "050").replace("true,", "true");
    int found = 0;
    for (int inside = 0; inside <= broken.length() + 2; inside += 3) {
      String file =
          "["
              + SampleRecord.of(0)
              + ","
              + " ".repeat(padding(inside) - 2)
              + broken
              + ","
              + SampleRecord.of(2)
              + "]";
      ReadTrail trail = ReadTrail.of(file);
      if (trail.ids().equals(List.of("id-0", "id-2")) && trail.damage().raw().equals(broken)) {
        found++;
      }
    }
    assertThat(found).isEqualTo((broken.length() + 2) / 3 + 1);
  }

  @Test
  void readsARecordLongerThanTheWindow() {
    String text = "x\\\"".repeat(WINDOW);
    String record = SampleRecord.of(1).replace("GetParameter", text);
    ReadTrail trail = ReadTrail.of("[" + record + "," + SampleRecord.of(2) + "]");
    assertThat(trail.ids()).containsExactly("id-1", "id-2");
  }

  private static int padding(int inside) {
    return WINDOW - SampleRecord.of(0).getBytes(UTF_8).length - inside;
  }

  /** Records of all lengths, some damaged, until the window must have moved. */
  private static String longFile(Random random) {
    List<String> records = new ArrayList<>();
    boolean lines = random.nextBoolean();
    int length = 0;
    while (length < 2 * WINDOW) {
      int pad = random.nextInt(random.nextInt(10) == 0 ? WINDOW : 4_000);
      String record =
          SampleRecord.of(records.size()).replace("GetParameter", "é\\n".repeat(pad / 4));
      switch (random.nextInt(12)) {
        case 0 -> record = record.replace("50.0", "050");
        case 1 -> record = record.replace("\"n\":50.0}", "\"n\":50.0");
        case 2 -> record = record.replace("eventTime", "eventtime");
        default -> {}
      }
      length += record.length();
      records.add(record);
    }
    return lines ? String.join("\n", records) : "[" + String.join(",", records) + "]";
  }

  /** A stream that hands out pieces of any length. */
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;

    private Pieces(byte[] bytes, Random random) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int most = random.nextInt(3) == 0 ? 5 : 20_000;
      return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
