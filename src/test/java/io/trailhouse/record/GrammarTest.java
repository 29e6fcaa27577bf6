package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What is JSON and what is UTF-8 is what two other readers say it is. */
class GrammarTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final String PIECES = "{}[]\",:\\/ \n\t019.eE+-truefalsn\u0001\u007fuDd8é";

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void takesWhatJacksonTakes(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder value = new StringBuilder(RandomRecord.of(seed));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(value.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(3)) {
        case 0 -> value.deleteCharAt(at);
        case 1 -> value.insert(at, piece);
        default -> value.setCharAt(at, piece);
      }
    }
    String record = "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"requestParameters\":" + value + "}";
    ReadTrail trail = ReadTrail.of("[" + record + "]");
    assertThat(trail.damages().isEmpty()).as(record).isEqualTo(isJson("[" + record + "]"));
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void takesTheUtf8ThatJavaTakes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[1 + random.nextInt(6)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      bytes = Character.toString(random.nextInt(0xd800)).getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) < 0).isEqualTo(isUtf8(bytes));
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        // Numbers are checked to their end only when they are asked for.
        parser.getText();
        token = parser.nextToken();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
