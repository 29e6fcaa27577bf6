package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

  private static final String RECORD =
      "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"requestParameters\":{\"a b\":\"\\\" c\"}}";

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void isSipHashInTwoLanesOfTheRecordWithoutWhiteSpaceOutsideStrings(@ForAll long seed) {
    String record = RandomRecord.of(seed);
    String compact = record.replaceAll("(\"(?:[^\"\\\\]|\\\\.)*+\")|\\s", "$1");
    assertThat(hash(record)).isEqualTo(twoLanes(compact.getBytes(UTF_8)));
  }

  /** What the class comment of {@link ContentHash} says, step by step, with a key of zeros. */
  private static String twoLanes(byte[] record) {
    ByteBuffer words =
        ByteBuffer.wrap(Arrays.copyOf(record, record.length + 16)).order(ByteOrder.LITTLE_ENDIAN);
    SipHash even = new SipHash();
    SipHash odd = new SipHash();
    for (int i = 0; i < record.length / 16; i++) {
      even.absorb(words.getLong());
      odd.absorb(words.getLong());
    }
    for (long word : odd.v) {
      even.absorb(word);
    }
    even.absorb(words.getLong());
    even.absorb(words.getLong());
    even.absorb(record.length);
    ByteBuffer hash = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    hash.putLong(even.finish(2, 0xee)).putLong(even.finish(1, 0xdd));
    return HexFormat.of().formatHex(hash.array());
  }

  /** SipHash-1-3 as its paper has it, with the constants of its version for 128 bits. */
  private static final class SipHash {
    private final long[] v = {
      0x736f6d6570736575L, 0x646f72616e646f6dL, 0x6c7967656e657261L, 0x7465646279746573L
    };

    private void absorb(long word) {
      v[3] ^= word;
      round();
      v[0] ^= word;
    }

    private long finish(int lane, long constant) {
      v[lane] ^= constant;
      round();
      round();
      round();
      return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private void round() {
      half(0, 1, 2, 3, 13, 16);
      half(2, 1, 0, 3, 17, 21);
    }

    private void half(int a, int b, int c, int d, int first, int second) {
      v[a] += v[b];
      v[c] += v[d];
      v[b] = Long.rotateLeft(v[b], first) ^ v[a];
      v[d] = Long.rotateLeft(v[d], second) ^ v[c];
      v[a] = Long.rotateLeft(v[a], 32);
    }
  }

  @Test
  void isAnotherWithAnotherKey() {
    byte[] bytes = RECORD.getBytes(UTF_8);
    HashKey key = new HashKey(1, 2, 3, 4);
    List<String> hashes =
        Stream.of(
                HashKey.PUBLIC,
                key,
                new HashKey(0, 2, 3, 4),
                new HashKey(1, 0, 3, 4),
                new HashKey(1, 2, 0, 4),
                new HashKey(1, 2, 3, 0))
            .map(one -> new ContentHash(one).of(bytes, 0, bytes.length, false))
            .map(HexFormat.of()::formatHex)
            .toList();
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Property(tries = 100)
  void keysAreReadAsTheyAreWritten(
      @ForAll long first, @ForAll long second, @ForAll long third, @ForAll long fourth) {
    HashKey key = new HashKey(first, second, third, fourth);
    assertThat(HashKey.parse(key.hex())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " { \"eventTime\" : \"2021-12-13T16:50:41Z\" , \"requestParameters\":"
            + "{\"a b\":\"\\\" c\"} } ",
        "{\"eventTime\":\n\t\"2021-12-13T16:50:41Z\",\r\n\"requestParameters\":"
            + "{ \"a b\":\"\\\" c\"}\n}"
      })
  void isTheSameWithOtherWhiteSpace(String record) {
    assertThat(hash(record)).isEqualTo(hash(RECORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b,ab", "c,C", "41Z,42Z", "requestP,responseP"})
  void isAnotherForAnotherRecord(String change) {
    String[] fromTo = change.split(",", 2);
    assertThat(hash(RECORD.replace(fromTo[0], fromTo[1]))).isNotEqualTo(hash(RECORD));
  }

  @Test
  void isThatOfTheRecordInAnEnvelope() {
    assertThat(hash("{\"detail-type\":\"x\", \"detail\": " + RECORD + " }"))
        .isEqualTo(hash(RECORD));
  }

  private static Object hash(String record) {
    return ReadTrail.of("[" + record + "]")
        .events()
        .get(0)
        .values()
        .getOrDefault(EventColumn.CONTENT_HASH, "none");
  }
}
