package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private static final long FIRST = -62_135_596_800L;
  private static final long LAST = 253_402_300_799L;

  @Property
  void readsWhatIsoInstantWrites(
      @ForAll @LongRange(min = FIRST, max = LAST) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant time = Instant.ofEpochSecond(seconds, nanos);
    assertThat(parse(DateTimeFormatter.ISO_INSTANT.format(time))).isEqualTo(micros(time));
  }

  @Property
  void readsOffsets(
      @ForAll @LongRange(min = FIRST + 86_400, max = LAST - 86_400) long seconds,
      @ForAll @IntRange(min = -1080, max = 1080) int minutes) {
    OffsetDateTime time =
        Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
    assertThat(parse(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").format(time)))
        .isEqualTo(seconds * 1_000_000);
  }

  @Property
  void readsTheFormWithoutSeparators(@ForAll @LongRange(min = FIRST, max = LAST) long seconds) {
    Instant time = Instant.ofEpochSecond(seconds);
    String text =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC).format(time);
    assertThat(parse(text)).isEqualTo(seconds * 1_000_000);
  }

  @Property
  void tellsTheDay(@ForAll @LongRange(min = FIRST, max = LAST) long seconds) {
    LocalDate day = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
    assertThat(Timestamps.day(seconds * 1_000_000)).isEqualTo((int) day.toEpochDay());
  }

  @Property
  void callsCanonicalOnlyWhatIsWrittenTheSame(
      @ForAll @LongRange(min = FIRST, max = LAST) long seconds) {
    byte[] text = Instant.ofEpochSecond(seconds).toString().getBytes(UTF_8);
    assertThat(Timestamps.isCanonical(text, 0, text.length)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2021-04-22 23:20:10.000000000, 2021-04-22T23:20:10Z",
    "2021-12-13 16:50:00, 2021-12-13T16:50:00Z",
    "2021-12-13t16:50:41z, 2021-12-13T16:50:41Z",
    "2021-12-13T16:50:41, 2021-12-13T16:50:41Z",
    "2021-12-13T16:50:41.1Z, 2021-12-13T16:50:41.1Z",
    "2021-12-13T16:50:41.123456789Z, 2021-12-13T16:50:41.123456Z",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
    "2021-12-13T16:50:41+0530, 2021-12-13T11:20:41Z",
    "2021-12-13T16:50:41-08:00, 2021-12-14T00:50:41Z",
    "20131102T010628Z, 2013-11-02T01:06:28Z",
    "20131102T010628.5Z, 2013-11-02T01:06:28.5Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z"
  })
  void readsOddSpellings(String text, Instant expected) {
    assertThat(parse(text)).isEqualTo(micros(expected));
    assertThat(isCanonicalAlthoughOdd(text, expected)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2021",
        "2021-12-13",
        "2021-12-13T16:50Z",
        "2021-12-13T16:50:4Z",
        "2021-12-13T16:50:41 Z",
        "2021-12-13T16:50:41ZZ",
        "2021-12-13T16:50:41.Z",
        "2021-12-13T16:50:41+5",
        "2021-12-13T16:50:41+19:00",
        "2021-12-13T16:50:41+05:60",
        "2021-12-13T16:50:61Z",
        "2021-12-13T16:60:41Z",
        "2021-12-13T24:00:00Z",
        "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2021-04-31T00:00:00Z",
        "2021-00-10T00:00:00Z",
        "2021-13-10T00:00:00Z",
        "2021-12-00T00:00:00Z",
        "0000-12-10T00:00:00Z",
        "2021/12/13T16:50:41Z",
        "2021-12-13X16:50:41Z",
        "2021-12-13T16.50.41Z",
        "20211213T16:50:41Z",
        "+021-12-13T16:50:41Z",
        " 2021-12-13T16:50:41Z",
        "1639414241",
        "yesterday"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(Timestamps.NONE);
  }

  @Test
  void readsATimeInTheMiddleOfOtherBytes() {
    byte[] bytes = "99992021-12-13T16:50:41Z99".getBytes(UTF_8);
    assertThat(Timestamps.parse(bytes, 4, 24))
        .isEqualTo(micros(Instant.parse("2021-12-13T16:50:41Z")));
  }

  private static boolean isCanonicalAlthoughOdd(String text, Instant time) {
    byte[] bytes = text.getBytes(UTF_8);
    return Timestamps.isCanonical(bytes, 0, bytes.length) && !text.equals(time.toString());
  }

  private static long parse(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Timestamps.parse(bytes, 0, bytes.length);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
