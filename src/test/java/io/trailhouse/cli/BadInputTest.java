package io.trailhouse.cli;

import static io.trailhouse.cli.Trail.event;
import static io.trailhouse.cli.Trail.gzip;
import static io.trailhouse.cli.Trail.records;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.SparkTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every row of the table of bad input, in one run over one trail. */
@SparkTest
final class BadInputTest {

  private static final String FOLDER = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/01/";
  private static final String LONG_EVENT = event("long").replace("GetObject", "x".repeat(1 << 20));

  /** The objects, by the end of their names. */
  private static final Map<String, byte[]> OBJECTS =
      Map.ofEntries(
          Map.entry("fine.json.gz", gzip(records(event("fine")))),
          Map.entry("cut.json.gz", cut(gzip(records(event("cut-0"), event("cut-1"), noise())))),
          Map.entry("broken.json.gz", broken(gzip(records(event("broken-0"), noise())))),
          Map.entry("text.json.gz", gzip("Dear all,\nthe trail has moved.\n")),
          Map.entry("shape.json.gz", gzip("{\"rows\":[1,2]}")),
          Map.entry("empty.json.gz", new byte[0]),
          Map.entry("nothing.json.gz", gzip("{\"Records\":[]}")),
          Map.entry("number.json.gz", gzip(records(event("number-0"), "17", event("number-2")))),
          Map.entry(
              "timeless.json.gz",
              gzip(records("{\"eventVersion\":\"1.11\",\"eventName\":\"A\"}", event("time-1")))),
          Map.entry(
              "badtime.json.gz",
              gzip(records(event("t").replace("2026-10-01T08:00:00Z", "yesterday")))),
          Map.entry(
              "inside.json.gz",
              gzip(
                  records(
                      event("inside-0"),
                      event("inside-1").replace("\"GetObject\"", "GetObject"),
                      event("inside-2")))),
          Map.entry("huge.json.gz", huge(200)),
          Map.entry(
              "deep.json.gz",
              gzip(
                  records(
                      event("deep-0")
                          .replace("\"GetObject\"", "[".repeat(10_000) + "]".repeat(10_000)),
                      event("deep-1")))),
          Map.entry("notes.txt", "Dear all".getBytes(UTF_8)),
          Map.entry("_SUCCESS", new byte[0]),
          Map.entry("manifest.json", "{\"Records\":[]}".getBytes(UTF_8)));

  static final List<Arguments> QUARANTINED =
      List.of(
          Arguments.of(
              "cut.json.gz",
              "object 2 TRUNCATED_GZIP: the gzip stream ends too early, after N compressed bytes"),
          Arguments.of(
              "broken.json.gz",
              "object 2 CORRUPT_GZIP: the gzip stream is broken near compressed byte N: its"
                  + " checksum does not match"),
          Arguments.of(
              "text.json.gz",
              "object 0 NOT_A_TRAIL_FILE: it is not JSON: expected '{' or '[' but found 'D'"),
          Arguments.of(
              "shape.json.gz",
              "object 0 NOT_A_TRAIL_FILE: it is a JSON object without Records, and no CloudTrail"
                  + " record itself"),
          Arguments.of("empty.json.gz", "object 0 EMPTY: there is no JSON in it"),
          Arguments.of("number.json.gz", "record 1 NOT_AN_OBJECT: a record must be an object"),
          Arguments.of("timeless.json.gz", "record 0 NO_EVENT_TIME: it has no eventTime"),
          Arguments.of("badtime.json.gz", "record 0 NO_EVENT_TIME: its eventTime is no time"),
          Arguments.of("inside.json.gz", "record 1 BROKEN_RECORD: expected a value but found 'G'"),
          Arguments.of(
              "huge.json.gz", "record 0 MAX_RECORD_BYTES: longer than max-record-bytes (33554432)"),
          Arguments.of(
              "deep.json.gz", "record 0 MAX_DEPTH: nested deeper than max-depth (1000 levels)"));

  @TempDir private static Path temporary;
  private static Path lake;
  private static CommandLineRun run;
  private static CommandLineRun again;
  private static List<JsonNode> quarantine;
  private static List<String> events;

  @BeforeAll
  static void ingest(SparkSession shared) {
    lake = temporary.resolve("lake");
    Trail trail = new Trail(temporary.resolve("trail"));
    OBJECTS.forEach((name, content) -> trail.with(FOLDER + name, content));
    trail.with(
        "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/10/01/"
            + "111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261001T090000Z.json.gz",
        "{\"digestEndTime\":\"2026-10-01T09:00:00Z\"}");
    String[] command = {"ingest", "--trail", trail.root().toString(), "--lake", lake.toString()};
    run = CommandLineRun.of(command);
    again = CommandLineRun.of(command);
    quarantine = CommandLineRun.rows(lake, "SELECT * FROM quarantine");
    events =
        CommandLineRun.rows(lake, "SELECT event_id FROM events ORDER BY event_id").stream()
            .map(row -> row.get("event_id").asText())
            .toList();
  }

  @Test
  void goesOnAndTellsThatSomethingWasQuarantined() {
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  void tellsWhatItDid() {
    String runId = quarantine.get(0).get("run_id").asText();

    assertThat(run.out().replaceFirst("(?<=Wrote 1 file, )[0-9.]+ KiB", "SIZE"))
        .isEqualTo(
            """
            Objects: 13 listed = 0 known + 8 ingested + 5 quarantined
            Left alone: 1 digest, 1 hidden, 1 manifest, 1 unknown-name
            Records: 17 read = 11 rows + 0 duplicates + 6 quarantined
            Wrote 1 file, SIZE, to 1 partition of events.
            Quarantined: see SELECT source_file, source_index, byte_position, message FROM\
             quarantine WHERE run_id = '%s'
            """
                .formatted(runId));
  }

  @Test
  void keepsWhatCouldBeReadBeforeTheDamage() {
    assertThat(events)
        .containsExactly(
            "broken-0",
            "cut-0",
            "cut-1",
            "deep-1",
            "fine",
            "inside-0",
            "inside-2",
            "noise",
            "number-0",
            "number-2",
            "time-1");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("QUARANTINED")
  void saysWhy(String name, String expected) {
    assertThat(
            quarantine.stream().filter(row -> row.get("source_file").asText().endsWith("/" + name)))
        .map(
            row ->
                "%s %s %s: %s"
                    .formatted(
                        row.get("scope").asText(),
                        row.get("source_index").asText(),
                        row.get("reason").asText(),
                        row.get("message")
                            .asText()
                            .replaceFirst("(?<=compressed byte |after )[0-9]+", "N")))
        .containsExactly(expected);
  }

  @Test
  void quarantinesNothingElse() {
    assertThat(quarantine).hasSize(QUARANTINED.size());
  }

  @Test
  void keepsTheTextOfDamagedRecords() {
    Map<String, String> raw =
        quarantine.stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("reason").asText() + " " + row.get("source_index").asText(),
                    row -> row.get("raw").asText(),
                    (one, other) -> one));

    assertThat(List.of(raw.get("NOT_AN_OBJECT 1"), raw.get("BROKEN_RECORD 1")))
        .containsExactly("17", event("inside-1").replace("\"GetObject\"", "GetObject"));
  }

  @Test
  void keepsTheStartOfATextThatIsTooLong() {
    JsonNode row = only(quarantine, node -> node.get("reason").asText(), "MAX_RECORD_BYTES");

    assertThat(List.of(row.get("raw").asText().length(), row.get("raw_bytes").asLong() > 200 << 20))
        .containsExactly(1 << 20, true);
  }

  @Test
  void saysWhereTheDamageIs() {
    JsonNode row = only(quarantine, node -> node.get("reason").asText(), "BROKEN_RECORD");
    String text = records(event("inside-0"), event("inside-1"));

    assertThat(row.get("byte_position").asInt())
        .isEqualTo(text.indexOf("\"GetObject\"", text.indexOf("inside-0")));
  }

  @Test
  void knowsQuarantinedObjectsTheNextTime() {
    assertThat(again.exitCode() + "\n" + again.out())
        .isEqualTo(
            """
            0
            Objects: 13 listed = 13 known + 0 ingested + 0 quarantined
            Left alone: 1 digest, 1 hidden, 1 manifest, 1 unknown-name
            Nothing is new; nothing was written.
            """);
  }

  @Test
  void boundsWhatOneObjectMayUnpackTo(@TempDir Path folder) {
    Trail trail = new Trail(folder.resolve("trail"));
    trail.with("bomb.json.gz", records(event("a"), LONG_EVENT, event("b"), LONG_EVENT));
    Path bombed = folder.resolve("lake");

    CommandLineRun bomb =
        CommandLineRun.of(
            "ingest",
            "--trail",
            trail.root().toString(),
            "--lake",
            bombed.toString(),
            "--max-object-bytes",
            "1500000");

    assertThat(
            bomb.exitCode()
                + CommandLineRun.rows(
                        bombed,
                        "SELECT reason, message, (SELECT count(*) FROM events) AS events FROM"
                            + " quarantine")
                    .toString())
        .isEqualTo(
            "4[{\"reason\":\"MAX_OBJECT_BYTES\",\"message\":\"longer than max-object-bytes"
                + " (1500000)\",\"events\":3}]");
  }

  private static JsonNode only(
      List<JsonNode> rows, Function<JsonNode, String> column, String value) {
    return rows.stream().filter(row -> column.apply(row).equals(value)).findAny().orElseThrow();
  }

  private static String noise() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(Integer.toHexString(i * 0x9e3779b9));
    }
    return event("noise").replace("GetObject", text);
  }

  /** Without its end, in the middle of the long record. */
  private static byte[] cut(byte[] gzip) {
    return Arrays.copyOf(gzip, gzip.length / 2);
  }

  /** With a wrong checksum. */
  private static byte[] broken(byte[] gzip) {
    gzip[gzip.length - 5] ^= 1;
    return gzip;
  }

  private static byte[] huge(int mebibytes) {
    byte[] block = "x".repeat(1 << 20).getBytes(UTF_8);
    return gzip(
        out -> {
          String[] around = records(event("huge")).split("GetObject", 2);
          out.write(around[0].getBytes(UTF_8));
          for (int i = 0; i < mebibytes; i++) {
            out.write(block);
          }
          out.write(around[1].getBytes(UTF_8));
        });
  }
}
