package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** {@link ReadTrail} throws unless what was read is the events and the damaged records. */
class FuzzTest {

  private static final byte[] PIECES = "{}[]\",:\\\n 0tnx\0\ufeff".getBytes(UTF_8);
  private static final List<String> FILES =
      List.of(
          SampleRecord.file(4),
          SampleRecord.joined(4, "\n"),
          "[" + SampleRecord.joined(4, " ,\n ") + "]",
          SampleRecord.file(1) + SampleRecord.of(2) + "\n" + SampleRecord.file(2));

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void readsAnyDamagedFileToItsEnd(@ForAll long seed) {
    byte[] file = damaged(new Random(seed), file(seed).getBytes(UTF_8));
    assertThat(ReadTrail.of(new ByteArrayInputStream(file), new Limits(2_000, 4_000, 8)).damages())
        .noneMatch(damage -> damage.bytePosition() > file.length);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void readsAnyDamagedGzipToItsEnd(@ForAll long seed) {
    byte[] file = damaged(new Random(seed), ReadTrail.gzip(file(seed)));
    assertThat(ReadTrail.of(file).damages().stream().filter(Damage::endsObject).count())
        .isLessThan(2);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void readsAnyBytesToTheirEnd(@ForAll byte[] bytes) {
    assertThat(ReadTrail.of(bytes).damages()).isNotEmpty();
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void inventsNoEventWhenAByteOfStructureIsLost(@ForAll long seed) {
    String file = file(seed);
    Random random = new Random(seed);
    int at = random.nextInt(file.length());
    while ("{}[]\",:\n".indexOf(file.charAt(at)) < 0) {
      at = random.nextInt(file.length());
    }
    ReadTrail trail = ReadTrail.of(file.substring(0, at) + file.substring(at + 1));
    List<Object> ids = ReadTrail.of(file).ids();
    assertThat(isSubsequence(trail.ids(), ids)).as(trail.toString()).isTrue();
    assertThat(trail.ids().equals(ids) || !trail.damages().isEmpty()).isTrue();
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void losesOneRecordAtMostWhenAByteInsideItIsLost(@ForAll long seed) {
    Random random = new Random(seed);
    String record = SampleRecord.of(1);
    int at = 1 + random.nextInt(record.length() - 1);
    String damaged = record.substring(0, at) + record.substring(at + 1);
    boolean lines = random.nextBoolean();
    String file = String.join(lines ? "\n" : ",", SampleRecord.of(0), damaged, SampleRecord.of(2));
    ReadTrail trail = ReadTrail.of(lines ? file : "[" + file + "]");
    Set<Object> ids = new HashSet<>(trail.ids());
    assertThat(ids).as(trail.damages().toString()).contains("id-0", "id-2");
  }

  private static boolean isSubsequence(List<Object> part, List<Object> whole) {
    int matched = 0;
    for (Object element : whole) {
      if (matched < part.size() && part.get(matched).equals(element)) {
        matched++;
      }
    }
    return matched == part.size();
  }

  private static String file(long seed) {
    return FILES.get((int) Math.floorMod(seed, (long) FILES.size()));
  }

  private static byte[] damaged(Random random, byte[] file) {
    byte[] bytes = file;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 2 : 300));
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> spliced(bytes, at, at + length, new byte[0]);
            case 1 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 2 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            default -> {
              int piece = random.nextInt(PIECES.length);
              yield spliced(bytes, at, at, Arrays.copyOfRange(PIECES, piece, piece + 1));
            }
          };
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
    byte[] spliced = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(with, 0, spliced, from, with.length);
    System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
    return spliced;
  }
}
