package io.trailhouse.record;

import static io.trailhouse.record.ReadTrail.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShapeTest {

  private static final String A = SampleRecord.of(0);
  private static final String B = SampleRecord.of(1);
  private static final List<Object> BOTH = List.of("id-0", "id-1");

  @TestFactory
  Stream<DynamicTest> readsBothRecordsOf() {
    Map<String, String> shapes = new TreeMap<>();
    shapes.put("a trail file", "{\"Records\":[" + A + "," + B + "]}");
    shapes.put("a trail file with spaces", " {\n\"Records\" :\t[ " + A + "\r\n,\n" + B + " ] }\n");
    shapes.put("members before Records", "{\"a\":{\"b\":[1]},\"Records\":[" + A + "," + B + "]}");
    shapes.put("members behind Records", "{\"Records\":[" + A + "," + B + "],\"a\":[{}],\"b\":1}");
    shapes.put("Records twice", "{\"Records\":[" + A + "],\"x\":0,\"Records\":[" + B + "]}");
    shapes.put("Records with an escape", "{\"Rec\\u006frds\":[" + A + "," + B + "]}");
    shapes.put("an array", "[" + A + "," + B + "]");
    shapes.put("records on lines", A + "\n" + B + "\n");
    shapes.put("records on lines of Windows", A + "\r\n" + B + "\r\n");
    shapes.put("records without lines", A + B);
    shapes.put("a trail file a line", file(A) + "\n" + file(B));
    shapes.put("arrays one after another", "[" + A + "][" + B + "]");
    shapes.put("an empty trail file first", "{\"Records\":[]}" + file(A) + file(B));
    shapes.put("all shapes at once", A + "[]" + file(B) + "{\"Records\":[]}");
    shapes.put("envelopes in an array", "[" + envelope(A) + "," + envelope(B) + "]");
    shapes.put("envelopes on lines", envelope(A) + "\n" + envelope(B));
    shapes.put("envelopes in Records", "{\"Records\":[" + envelope(A) + "," + envelope(B) + "]}");
    shapes.put("an envelope and a record", envelope(A) + "\n" + B);
    shapes.put("a byte order mark", "\ufeff{\"Records\":[" + A + "," + B + "]}");
    shapes.put("a byte order mark each", "\ufeff" + A + "\n\ufeff" + B);
    return shapes.entrySet().stream()
        .flatMap(
            shape ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        shape.getKey(), () -> readsBoth(shape.getValue().getBytes(UTF_8))),
                    DynamicTest.dynamicTest(
                        shape.getKey() + ", gzip", () -> readsBoth(gzip(shape.getValue())))));
  }

  private static void readsBoth(byte[] bytes) {
    ReadTrail trail = ReadTrail.of(bytes);
    assertThat(trail.damages()).isEmpty();
    assertThat(trail.ids()).isEqualTo(BOTH);
  }

  @Test
  void readsARecordThatStandsAlone() {
    assertThat(ReadTrail.of(A).ids()).containsExactly("id-0");
  }

  @Test
  void readsAnEnvelopeThatStandsAlone() {
    assertThat(ReadTrail.of(envelope(A)).ids()).containsExactly("id-0");
  }

  @Test
  void keepsTheRecordOfAnEnvelopeAndNotTheEnvelope() {
    assertThat(ReadTrail.of(envelope(A)).records()).isEqualTo(ReadTrail.of(A).records());
  }

  @Test
  void numbersTheRecordsOfAnObjectThrough() {
    assertThat(
            ReadTrail.of(file(A) + file(B)).events().stream()
                .map(event -> event.apply(EventColumn.SOURCE_INDEX)))
        .containsExactly(0, 1);
  }

  @Test
  void findsNothingWrongWithATrailFileWithoutRecords() {
    assertThat(ReadTrail.of("{\"Records\":[]}")).isEqualTo(new ReadTrail(List.of(), List.of()));
  }

  @Test
  void readsEveryMemberOfAGzipFile() {
    byte[] bytes = joined(gzip("{\"Records\":[" + A), gzip(","), gzip(""), gzip(B + "]}"));
    assertThat(ReadTrail.of(bytes).ids()).isEqualTo(BOTH);
  }

  @Test
  void readsEveryMemberOfAStreamThatNeverSaysWhatIsAvailable() {
    byte[] bytes = joined(gzip(A), gzip(B));
    assertThat(ReadTrail.of(new Drip(bytes, 7), Limits.DEFAULT).ids()).isEqualTo(BOTH);
  }

  @Test
  void readsAStreamThatHandsOutOneByteAtATime() {
    byte[] bytes = SampleRecord.file(2).getBytes(UTF_8);
    assertThat(ReadTrail.of(new Drip(bytes, 1), Limits.DEFAULT).ids()).isEqualTo(BOTH);
  }

  @Test
  void readsGzipThatComesOneByteAtATime() {
    byte[] bytes = gzip(SampleRecord.file(2));
    assertThat(ReadTrail.of(new Drip(bytes, 1), Limits.DEFAULT).ids()).isEqualTo(BOTH);
  }

  @Test
  void ignoresZerosBehindAGzipMember() {
    byte[] bytes = joined(gzip(SampleRecord.file(2)), new byte[512]);
    assertThat(ReadTrail.of(bytes)).isEqualTo(ReadTrail.of(SampleRecord.file(2)));
  }

  @Test
  void readsAGzipHeaderWithAllItsOptionalParts() {
    byte[] plain = gzip(SampleRecord.file(2));
    byte[] header = {
      0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2
    };
    byte[] body = java.util.Arrays.copyOfRange(plain, 10, plain.length);
    assertThat(ReadTrail.of(joined(header, body)).ids()).isEqualTo(BOTH);
  }

  @Test
  void takesTheRecipientFromTheKeyWhereTheRecordNamesNone() throws IOException {
    byte[] bytes = "{\"eventTime\":\"2021-12-13T16:50:41Z\"}".getBytes(UTF_8);
    List<FlatRow> events = new ArrayList<>();
    try (TrailReader reader =
        new TrailReader(
            new ByteArrayInputStream(bytes),
            new ReaderMemory(EnumSet.allOf(EventColumn.class), Limits.DEFAULT, HashKey.PUBLIC),
            "444455556666",
            damage -> {})) {
      reader.next();
      events.add(FlatRow.copyOf(reader.event()));
    }
    assertThat(events.get(0).apply(EventColumn.RECIPIENT_ACCOUNT_ID)).isEqualTo("444455556666");
  }

  private static String file(String record) {
    return "{\"Records\":[" + record + "]}";
  }

  private static String envelope(String record) {
    return """
    {"version":"0","id":"e","detail-type":"AWS API Call via CloudTrail","source":"aws.ssm",\
    "account":"111122223333","time":"2021-12-13T16:50:42Z","region":"eu-west-1",\
    "resources":[],"detail":%s}\
    """
        .formatted(record);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A stream of small pieces, as a network hands them out, that never says what is available. */
  private static final class Drip extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;

    private Drip(byte[] bytes, int most) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, Math.min(length, most));
    }
  }
}
