package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import io.trailhouse.record.Limits;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailReadOptionsTest {

  @Test
  void haveTheseDefaults() {
    assertThat(options(Map.of("path", "s3a://b/")))
        .isEqualTo(
            new TrailReadOptions(
                List.of("s3a://b/"),
                KeyBounds.NONE,
                2,
                true,
                DamagedInput.SKIP,
                33_554_432,
                Limits.DEFAULT,
                Map.of()));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            options(
                Map.ofEntries(
                    Map.entry("PATH", "s3a://a/"),
                    Map.entry("paths", "[\"s3a://b/\",\"s3a://c/\"]"),
                    Map.entry("from", "2026-01-01"),
                    Map.entry("to", "2026-02-01"),
                    Map.entry("accounts", "111122223333, 444455556666"),
                    Map.entry("regions", "eu-west-1"),
                    Map.entry("late-days", "30"),
                    Map.entry("prune-by-key", "false"),
                    Map.entry("damaged", "fail"),
                    Map.entry("task-bytes", "1000"),
                    Map.entry("max-record-bytes", "2000"),
                    Map.entry("max-object-bytes", "3000"),
                    Map.entry("max-depth", "40"),
                    Map.entry("fs.s3a.endpoint", "http://localhost:1"),
                    Map.entry("of-another", "x"))))
        .isEqualTo(
            new TrailReadOptions(
                List.of("s3a://a/", "s3a://b/", "s3a://c/"),
                new KeyBounds(
                    LocalDate.of(2026, 1, 1),
                    LocalDate.of(2026, 2, 1),
                    Set.of("111122223333", "444455556666"),
                    Set.of("eu-west-1")),
                30,
                false,
                DamagedInput.FAIL,
                1_000,
                new Limits(2_000, 3_000, 40),
                Map.of("fs.s3a.endpoint", "http://localhost:1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from|yesterday|Option from must be a day such as 2026-01-31, cannot be: yesterday",
        "accounts|12|Option accounts must be account numbers of twelve digits, cannot be: 12",
        "regions|,|Option regions must be names with commas between them, cannot be: ,",
        "late-days|two|Option late-days must be a whole number, cannot be: two",
        "late-days|-1|Option late-days must be a number of days of at least 0, cannot be: -1",
        "late-days|36501|Option late-days must be at most 36500, cannot be: 36501",
        "prune-by-key|yes|Option prune-by-key must be true or false, cannot be: yes",
        "damaged|ignore|Option damaged must be skip or fail, cannot be: ignore",
        "task-bytes|0|Option task-bytes must be a number of bytes of at least 1, cannot be: 0",
        "max-depth|1|Option max-depth must be at least 8, cannot be: 1",
        "paths|s3a|Option paths must be a JSON array of texts, which load(path, path, ...) makes,"
            + " cannot be: s3a"
      })
  void nameTheOptionThatIsWrong(String name, String value, String message) {
    assertThatThrownBy(() -> options(Map.of("path", "s3a://b/", name, value)))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(message);
  }

  @Test
  void askForAPath() {
    assertThatThrownBy(() -> options(Map.of()))
        .hasMessageStartingWith("Cannot read a trail: no path was given.");
  }

  @Test
  void refuseAWindowWithoutADay() {
    assertThatThrownBy(() -> options(Map.of("path", "p", "from", "2026-01-02", "to", "2026-01-02")))
        .hasMessage(
            "Option from must be before to, whose own day is not included: 2026-01-02 is not"
                + " before 2026-01-02");
  }

  private static TrailReadOptions options(Map<String, String> options) {
    return TrailReadOptions.of(new CaseInsensitiveStringMap(new HashMap<>(options)));
  }
}
