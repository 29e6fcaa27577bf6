package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.trailhouse.record.Damage.Reason;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {

  private static final String A = SampleRecord.of(0);
  private static final String B = SampleRecord.of(1);
  private static final String C = SampleRecord.of(2);

  /** The middle record with one thing wrong in it. */
  static List<String> brokenRecords() {
    return List.of(
        B.replace("\"eventName\"", "eventName\""),
        B.replace("\"eventName\"", "\"eventName"),
        B.replace("\"GetParameter\"", "GetParameter\""),
        B.replace("\"GetParameter\"", "\"GetParameter"),
        B.substring(0, B.length() - 1),
        B.replace("\"n\":50.0}", "\"n\":50.0"),
        B.replace("\"Admin\"},", "\"Admin\","),
        B.replace("Parameter\"}]", "Parameter\"}"),
        B.replace("Parameter\"}]", "Parameter\"]"),
        B.replace("[{\"accountId\"", "{\"accountId\""),
        B.replace("\"userIdentity\":{", "\"userIdentity\":"),
        B.replace("\"eventName\":", "\"eventName\""),
        B.replace(",\"eventName\"", "\"eventName\""),
        B.replace(",\"eventName\"", ",,\"eventName\""),
        B.replace("GetParameter", "Get\nParameter"),
        B.replace("GetParameter", "Get\u0001Parameter"),
        B.replace("GetParameter", "Get\\xParameter"),
        B.replace("GetParameter", "Get\\u12g4Parameter"),
        B.replace(":true", ":True"),
        B.replace(":true", ":tru"),
        B.replace(":null", ":nul"),
        B.replace(":null", ":"),
        B.replace("50.0", "050"),
        B.replace("50.0", "50."),
        B.replace("50.0", "+5"),
        B.replace("50.0", "5e"),
        B.replace("50.0", "NaN"),
        B.replace("50.0", "'x'"),
        B + "}",
        B + " " + "x");
  }

  @ParameterizedTest
  @MethodSource("brokenRecords")
  void readsTheOthersAroundABrokenRecordOfATrailFile(String broken) {
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + "," + broken + "," + C + "]}");
    assertThat(trail.ids()).as(trail.damages().toString()).startsWith("id-0").endsWith("id-2");
    assertThat(trail.damages()).isNotEmpty().noneMatch(Damage::endsObject);
    assertThat(trail.events().size()).isEqualTo(trail.ids().contains("id-1") ? 3 : 2);
  }

  @ParameterizedTest
  @MethodSource("brokenRecords")
  void readsTheOthersAroundABrokenLine(String broken) {
    ReadTrail trail = ReadTrail.of(A + "\n" + broken + "\n" + C + "\n");
    assertThat(trail.ids()).as(trail.damages().toString()).startsWith("id-0").endsWith("id-2");
    assertThat(trail.damages()).isNotEmpty().noneMatch(Damage::endsObject);
  }

  @ParameterizedTest
  @MethodSource("brokenRecords")
  void readsTheOthersBehindABrokenFirstLine(String broken) {
    ReadTrail trail = ReadTrail.of(broken + "\n" + A + "\n" + C);
    assertThat(trail.ids()).as(trail.damages().toString()).endsWith("id-0", "id-2");
    assertThat(trail.damages()).isNotEmpty().noneMatch(Damage::endsObject);
  }

  @ParameterizedTest
  @MethodSource("brokenRecords")
  void readsTheOthersBeforeABrokenLastLine(String broken) {
    ReadTrail trail = ReadTrail.of(A + "\n" + C + "\n" + broken);
    assertThat(trail.ids()).as(trail.damages().toString()).startsWith("id-0", "id-2");
    assertThat(trail.damages()).isNotEmpty();
  }

  @Test
  void tellsWhereABrokenRecordIsAndKeepsItsText() {
    String broken = B.replace("50.0", "050");
    String before = "{\"Records\":[" + A + ",";
    assertThat(ReadTrail.of(before + broken + "," + C + "]}").damage())
        .isEqualTo(
            new Damage(
                Reason.BROKEN_RECORD,
                "expected ',' but found '5'",
                1,
                bytes(before + broken.substring(0, broken.indexOf("050") + 1)).length,
                false,
                broken,
                "UTF-8",
                bytes(broken).length));
  }

  @Test
  void keepsTextThatIsNoUtf8ByteForByte() {
    byte[] file = bytes("[" + A + "," + B + "," + C + "]");
    int at = bytes("[" + A + "," + B.substring(0, B.indexOf("é"))).length;
    file[at + 1] = ' ';
    ReadTrail trail = ReadTrail.of(file);
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .isEqualTo(
            new Damage(
                Reason.BROKEN_RECORD,
                "its text is not UTF-8",
                1,
                at,
                false,
                new String(bytes(B), ISO_8859_1).replace("Ã©", "Ã "),
                "ISO-8859-1",
                bytes(B).length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1.5e3", "\"x\"", "\"},{\\\"\"", "null", "true", "[]", "[{\"a\":1},2]", "x"})
  void setsAsideWhatIsNoObject(String element) {
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + ", " + element + " ," + C + "]}");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .isEqualTo(
            new Damage(
                Reason.NOT_AN_OBJECT,
                "a record must be an object",
                1,
                bytes("{\"Records\":[" + A + ", ").length,
                false,
                element,
                "UTF-8",
                element.length()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "{};NO_EVENT_TIME;it has no eventTime",
        "{\"eventName\":\"x\"};NO_EVENT_TIME;it has no eventTime",
        "{\"eventTime\":null};NO_EVENT_TIME;its eventTime is no time",
        "{\"eventTime\":1639414241};NO_EVENT_TIME;its eventTime is no time",
        "{\"eventTime\":\"soon\"};NO_EVENT_TIME;its eventTime is no time",
        "{\"eventTime\":\"2021-02-30T00:00:00Z\"};NO_EVENT_TIME;its eventTime is no time",
        "{\"eventTime\":{}};NO_EVENT_TIME;its eventTime is no time",
        "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"eventSource\":\"aws:s3\"};S3_NOTIFICATION;"
            + "it is an S3 event notification"
      })
  void setsAsideRecordsThatAreNoEvents(String record, Reason reason, String message) {
    ReadTrail trail = ReadTrail.of("[" + A + "," + record + "," + C + "]");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .isEqualTo(
            new Damage(
                reason,
                message,
                1,
                bytes("[" + A + ",").length,
                false,
                record,
                "UTF-8",
                record.length()));
  }

  @Test
  void setsARecordWithoutATimeAsideWholeEvenIfItIsFullOfRecords() {
    String nested = "{\"eventVersion\":\"1\",\"all\":[" + A + "," + A + "]}";
    ReadTrail trail = ReadTrail.of("[" + nested + "," + C + "]");
    assertThat(trail.ids()).containsExactly("id-2");
    assertThat(trail.damage().raw()).isEqualTo(nested);
  }

  @Test
  void setsALineWithoutATimeAside() {
    ReadTrail trail = ReadTrail.of("{\"a\":1}\n" + A + "\n{\n \"eventName\":1}\n" + C);
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damages().stream().map(Damage::raw))
        .containsExactly("{\"a\":1}", "{\n \"eventName\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "{\"digestStartTime\":\"a\",\"digestEndTime\":\"b\",\"logFiles\":[{\"x\":1}]};"
            + "it is a digest file, which holds no events",
        "{};it is a JSON object without Records, and no CloudTrail record itself",
        "{\"fileName\":1} ;it is a JSON object without Records, and no CloudTrail record itself",
        "{\"Records\":null};it is a JSON object without Records, and no CloudTrail record itself",
        "hello;it is not JSON: expected '{' or '[' but found 'h'",
        "x;it is not JSON: expected '{' or '[' but found 'x'",
        "\"text\";it is not JSON: expected '{' or '[' but found '\"'",
        "PK\u0003\u0004;it is a zip archive: unpack it and deliver its files"
      })
  void saysWhatAFileIsThatIsNoTrailFile(String text, String message) {
    Damage damage = ReadTrail.of(text).damage();
    assertThat(damage)
        .isEqualTo(
            new Damage(Reason.NOT_A_TRAIL_FILE, message, 0, 0, true, text, "UTF-8", text.length()));
  }

  @Test
  void saysWhenAFileIsUtf16() {
    assertThat(
            List.of(UTF_16, UTF_16BE, UTF_16LE).stream()
                .map(charset -> ReadTrail.of(SampleRecord.file(1).getBytes(charset)).damage())
                .map(Damage::message))
        .containsOnly(
            "it is UTF-16 text; CloudTrail writes UTF-8: convert it and deliver it again");
  }

  @Test
  void saysWhenAFileWasCompressedTwice() {
    byte[] twice = ReadTrail.gzip(ReadTrail.gzip(SampleRecord.file(1)));
    assertThat(ReadTrail.of(twice).damage().message())
        .isEqualTo("it was compressed twice: unpack it once and deliver it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n\t ", "\ufeff"})
  void saysWhenThereIsNothing(String text) {
    assertThat(ReadTrail.of(text).damage())
        .extracting(Damage::reason, Damage::message, Damage::endsObject)
        .containsExactly(Reason.EMPTY, "there is no JSON in it", true);
  }

  @Test
  void saysWhenThereIsNothingInTheGzip() {
    assertThat(ReadTrail.of(ReadTrail.gzip("")).damage().reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void keepsTheRecordsBeforeTheJsonEnds() {
    String file = "{\"Records\":[" + A + "," + B.substring(0, 100);
    ReadTrail trail = ReadTrail.of(file);
    assertThat(trail.ids()).containsExactly("id-0");
    assertThat(trail.damage())
        .isEqualTo(
            new Damage(
                Reason.TRUNCATED_JSON,
                "the JSON ends too early (records before: 1)",
                1,
                bytes(file).length,
                true,
                B.substring(0, 100),
                "UTF-8",
                100));
  }

  @Test
  void readsAPrefixOfAFileThatEndsAnywhere() {
    byte[] file = bytes(SampleRecord.file(2));
    List<String> all = ReadTrail.of(file).records();
    for (int length = 0; length < file.length; length++) {
      ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file, 0, length), Limits.DEFAULT);
      assertThat(trail.records()).isEqualTo(all.subList(0, trail.events().size()));
      assertThat(trail.damage().endsObject()).isTrue();
    }
  }

  @Test
  void readsAllRecordsOfAnArrayThatIsClosedWrong() {
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + "," + C + "}");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .extracting(Damage::reason, Damage::message, Damage::endsObject)
        .containsExactly(Reason.NOT_JSON, "expected ',' or ']' before it", true);
  }

  @Test
  void endsAtABracketThatClosesRecordsTooEarly() {
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + "]," + C + "]}");
    assertThat(trail.ids()).containsExactly("id-0");
    assertThat(trail.damage())
        .extracting(Damage::reason, Damage::raw, Damage::endsObject)
        .containsExactly(Reason.NOT_JSON, "," + C + "]}", true);
  }

  @Test
  void keepsARecordThatNoCommaStandsBefore() {
    ReadTrail trail = ReadTrail.of("[" + A + B + "," + C + "]");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage().raw()).isEqualTo(B);
  }

  @Test
  void tellsOfAMemberBehindRecordsThatIsBroken() {
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + "],\"x\":nope}");
    assertThat(trail.ids()).containsExactly("id-0");
    assertThat(trail.damage().message()).isEqualTo("expected null but found 'o'");
  }

  @Test
  void tellsOfTextBehindTheFile() {
    ReadTrail trail = ReadTrail.of(SampleRecord.file(1) + "\n<html>\n</html>");
    assertThat(trail.ids()).containsExactly("id-0");
    assertThat(trail.damage().raw()).isEqualTo("<html>\n</html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void setsARecordOfTenThousandLevelsAside(String open) {
    String close = open.equals("[") ? "]" : "}";
    String deep = open.repeat(10_000) + "1" + close.repeat(10_000);
    String bomb = "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"requestParameters\":" + deep + "}";
    ReadTrail trail = ReadTrail.of("{\"Records\":[" + A + "," + bomb + "," + C + "]}");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .extracting(Damage::reason, Damage::message, Damage::raw)
        .containsExactly(Reason.MAX_DEPTH, "nested deeper than max-depth (1000 levels)", bomb);
  }

  @Test
  void readsARecordAsDeepAsTheLimit() {
    String deep = "[".repeat(999) + "]".repeat(999);
    String record = "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"requestParameters\":" + deep + "}";
    assertThat(ReadTrail.of(record).events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_400, 100_000, 3_000_000})
  void passesOverARecordThatIsTooLong(int length) {
    String padding =
        "\"requestParameters\":\"" + "}],{\\\"".repeat(length / 7) + "\",\"eventName\"";
    String big = B.replace("\"eventName\"", padding);
    byte[] file = bytes("{\"Records\":[" + A + "," + big + "," + C + "]}");
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(1_500, 1 << 30, 100));
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.damage())
        .extracting(
            Damage::reason,
            Damage::message,
            Damage::recordIndex,
            Damage::bytePosition,
            Damage::rawBytes)
        .containsExactly(
            Reason.MAX_RECORD_BYTES,
            "longer than max-record-bytes (1500)",
            1,
            (long) bytes("{\"Records\":[" + A + ",").length,
            (long) bytes(big).length);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 100_000})
  void keepsOfARecordThatIsTooLongNothingOfTheNext(int length) {
    String big = B.replace("GetParameter", "x".repeat(length));
    byte[] file = bytes("[" + A + "," + big + "," + C + "]");
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(1_500, 1 << 30, 100));
    assertThat(trail.damage().raw()).isEqualTo(big);
  }

  @Test
  void keepsWhatThereIsOfARecordThatIsTooLongInACutFile() {
    String big = B.substring(0, 300) + "x".repeat(2_000);
    byte[] file = bytes("[" + A + "," + big);
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(1_500, 1 << 30, 100));
    assertThat(trail.damages())
        .extracting(Damage::reason, Damage::recordIndex, Damage::raw, Damage::rawBytes)
        .containsExactly(
            tuple(Reason.MAX_RECORD_BYTES, 1, big, (long) bytes(big).length),
            tuple(Reason.TRUNCATED_JSON, 2, "", 0L));
  }

  @Test
  void keepsWhatThereIsOfARecordThatIsTooLongInACutGzip() {
    byte[] gzip = ReadTrail.gzip("[" + B.substring(0, 300) + "x".repeat(2_000));
    byte[] file = Arrays.copyOf(gzip, gzip.length - 4);
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(1_500, 1 << 30, 100));
    assertThat(trail.reasons()).containsExactly(Reason.MAX_RECORD_BYTES, Reason.TRUNCATED_GZIP);
  }

  @Test
  void passesOverALineThatIsTooLong() {
    String big = B.replace("GetParameter", "x".repeat(2_000_000));
    byte[] file = bytes(A + "\n" + big + "\n" + C);
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(4_096, 1 << 30, 100));
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
    assertThat(trail.reasons()).containsExactly(Reason.MAX_RECORD_BYTES);
  }

  @Test
  void boundsWhatStandsBehindRecords() {
    byte[] file = bytes("{\"Records\":[" + A + "],\"x\":\"" + "y".repeat(3_000_000) + "\"}");
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(4_096, 1 << 30, 100));
    assertThat(trail.ids()).containsExactly("id-0");
    assertThat(trail.reasons()).containsExactly(Reason.MAX_RECORD_BYTES);
  }

  @Test
  void keepsTheRecordsBeforeTheObjectIsTooLong() {
    byte[] file = ReadTrail.gzip(SampleRecord.file(1_000));
    ReadTrail trail =
        ReadTrail.of(new ByteArrayInputStream(file), new Limits(100_000, 600_000, 100));
    assertThat(trail.damage())
        .extracting(
            Damage::reason,
            Damage::message,
            Damage::recordIndex,
            Damage::bytePosition,
            Damage::endsObject)
        .containsExactly(
            Reason.MAX_OBJECT_BYTES,
            "longer than max-object-bytes (600000)",
            trail.events().size(),
            600_000L,
            true);
    assertThat(trail.records())
        .isNotEmpty()
        .isEqualTo(ReadTrail.of(SampleRecord.file(trail.events().size())).records());
  }

  @Test
  void readsAnObjectThatIsJustAsLongAsTheLimit() {
    byte[] file = bytes(SampleRecord.file(10));
    ReadTrail trail =
        ReadTrail.of(new ByteArrayInputStream(file), new Limits(100_000, file.length, 100));
    assertThat(trail.damages()).isEmpty();
  }

  @Test
  void cutsWhatItKeepsOfALongRecord() {
    String big = B.replace(":50.0", ":\"" + "x".repeat(Damage.MAX_RAW_BYTES) + "\",050");
    Damage damage = ReadTrail.of("[" + big + "," + C + "]").damage();
    assertThat(damage)
        .extracting(d -> d.raw().length(), Damage::rawBytes)
        .containsExactly(bigPrefixLength(big), (long) bytes(big).length);
  }

  private static int bigPrefixLength(String big) {
    return new String(bytes(big), 0, Damage.MAX_RAW_BYTES, UTF_8).length();
  }

  @Test
  void findsTheNextRecordBeyondWhatIsInMemory() {
    String broken =
        B.replace("GetParameter\"", "x").replace("50.0", "\"" + "y".repeat(700_000) + "\"");
    ReadTrail trail = ReadTrail.of("[" + A + "," + broken + "," + C + "]");
    assertThat(trail.ids()).containsExactly("id-0", "id-2");
  }

  @Test
  @Timeout(20)
  void givesUpAFileThatIsMadeToBeSearchedAgainAndAgain() {
    byte[] file = bytes("[" + "{\"eventVersion\":[[[[[[[[[,".repeat(200_000));
    Limits limits = new Limits(1 << 20, 1 << 30, 8);
    assertThat(ReadTrail.of(new ByteArrayInputStream(file), limits).damages())
        .last()
        .extracting(Damage::reason, Damage::endsObject)
        .containsExactly(Reason.TRUNCATED_JSON, true);
  }

  @Test
  @Timeout(20)
  void givesUpAFileThatEndsEachSearchAtItsEnd() {
    byte[] file = bytes("[" + "{\"eventVersion\":x,\"a\":[1,".repeat(39_000) + "@");
    Limits limits = new Limits(1 << 20, 1 << 30, 8);
    assertThat(ReadTrail.of(new ByteArrayInputStream(file), limits).damages())
        .last()
        .extracting(Damage::reason, Damage::endsObject)
        .containsExactly(Reason.NOT_JSON, true);
  }

  @Test
  @Timeout(20)
  void givesUpLinesThatAreMadeToBeSearchedAgainAndAgain() {
    byte[] file = bytes(A + "\n" + "{\"a\":[[[[[[[[[\n".repeat(40_000) + B + "\n" + C);
    Limits limits = new Limits(1 << 20, 1 << 30, 8);
    assertThat(ReadTrail.of(new ByteArrayInputStream(file), limits).damages())
        .last()
        .extracting(Damage::endsObject)
        .isEqualTo(true);
  }

  @Test
  void findsTheNextRecordBehindHoweverManyThatAreBroken() {
    String broken = B.replace("\"GetParameter\"", "\"GetParameter");
    byte[] file = bytes("[" + (broken + ",").repeat(500) + C + "]");
    ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(file), new Limits(1_024, 1 << 30, 8));
    assertThat(trail.ids()).containsExactly("id-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1023;1024;8;max-record-bytes must be at least 1024, cannot be: 1023",
        "536870913;1024;8;max-record-bytes must be at most 536870912, cannot be:" + " 536870913",
        "1024;1023;8;max-object-bytes must be at least 1024, cannot be: 1023",
        "1024;1024;7;max-depth must be at least 8, cannot be: 7",
        "1024;1024;1048577;max-depth must be at most 1048576, cannot be: 1048577"
      })
  void refusesLimitsThatNothingCouldBeReadUnder(
      int record, long object, int depth, String message) {
    assertThatThrownBy(() -> new Limits(record, object, depth)).hasMessage(message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
