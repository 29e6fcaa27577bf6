package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  void isSha256OfTheRecordWithoutWhiteSpaceOutsideStrings(@ForAll long seed)
      throws NoSuchAlgorithmException {
    String record = RandomRecord.of(seed);
    String compact = record.replaceAll("(\"(?:[^\"\\\\]|\\\\.)*+\")|\\s", "$1");
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(compact.getBytes(UTF_8));
    assertThat(hash(record)).isEqualTo(HexFormat.of().formatHex(sha256, 0, 16));
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
