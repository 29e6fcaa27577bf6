package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.SparkTest;
import io.trailhouse.sample.FileKind;
import io.trailhouse.sample.SampleTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new user sees: the commands over the sample that is bundled. */
@SparkTest
final class SampleLakeTest {

  private static final SampleTrail.Truth TRUTH = SampleTrail.truth();
  private static final int DIGESTS = TRUTH.objects().getOrDefault(FileKind.DIGEST, 0);
  private static final int OBJECTS =
      TRUTH.objects().values().stream().mapToInt(Integer::intValue).sum() - DIGESTS;

  @TempDir private static Path temporary;
  private static String lake;
  private static CommandLineRun dryRun;
  private static boolean dryRunWrote;
  private static CommandLineRun run;
  private static CommandLineRun again;

  @BeforeAll
  static void ingest(SparkSession shared) {
    lake = temporary.resolve("lake").toString();
    dryRun = ingest("--dry-run");
    dryRunWrote = Files.exists(Path.of(lake));
    run = ingest();
    again = ingest();
  }

  @Test
  void tellsBeforehandWhatItWouldDo() {
    assertThat(dryRun.out().replaceFirst("(?<=objects, )[0-9.]+ KiB", "SIZE"))
        .isEqualTo(
            """
            Objects: %1$d listed = 0 known + 0 ingested + 0 quarantined + %1$d new
            Left alone: %2$d digest, %3$d unknown-name
            Would read %1$d objects, SIZE, of 16 days, in 24 partitions of day and region.
            """
                .formatted(OBJECTS, DIGESTS, TRUTH.foreignFiles()));
  }

  @Test
  void changesNothingInADryRun() {
    assertThat(List.of(dryRun.exitCode(), dryRunWrote)).containsExactly(0, false);
  }

  @Test
  void tellsWhatItDid() {
    String runId =
        CommandLineRun.rows(lake, "SELECT run_id FROM runs").get(0).get("run_id").asText();

    assertThat(run.out().replaceFirst("(?<=Wrote )[0-9,]+ files, [0-9.]+ [KM]iB", "SIZE"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                """
                Objects: %d listed = 0 known + %d ingested + %d quarantined
                Left alone: %d digest, %d unknown-name
                Records: %,d read = %,d rows + %,d duplicates + %,d quarantined
                Wrote SIZE, to %,d partitions of events.
                Quarantined: see SELECT source_file, source_index, byte_position, message FROM\
                 quarantine WHERE run_id = '%s'
                """,
                OBJECTS,
                OBJECTS - TRUTH.damagedObjects(),
                TRUTH.damagedObjects(),
                DIGESTS,
                TRUTH.foreignFiles(),
                TRUTH.records(),
                TRUTH.events(),
                TRUTH.duplicates(),
                TRUTH.brokenRecords(),
                TRUTH.eventsByPartition().size(),
                runId));
  }

  @Test
  void exitsWithFourBecauseSomethingIsDamaged() {
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  void showsItsProgressOnStandardError() {
    assertThat(run.err().lines().map(line -> line.replaceFirst("[0-9].*", "N")).distinct())
        .startsWith("listing ...")
        .contains("reading N", "committing ...");
  }

  @Test
  void findsNothingNewTheSecondTime() {
    assertThat(again.exitCode() + "\n" + again.out())
        .isEqualTo(
            """
            0
            Objects: %1$d listed = %1$d known + 0 ingested + 0 quarantined
            Left alone: %2$d digest, %3$d unknown-name
            Nothing is new; nothing was written.
            """
                .formatted(OBJECTS, DIGESTS, TRUTH.foreignFiles()));
  }

  @Test
  void showsWhatWasQuarantinedByTheQueryThatItNames() {
    String query =
        run.out().lines().filter(line -> line.startsWith("Quarantined")).findAny().orElseThrow();

    assertThat(CommandLineRun.rows(lake, query.replaceFirst(".*: see ", "")))
        .hasSize(TRUTH.damagedObjects() + TRUTH.brokenRecords());
  }

  @Test
  void leavesOutWhatNamesNoDayOrAccount() {
    Trail trail = new Trail(temporary.resolve("loose"));
    trail.with("a.json.gz", Trail.records(Trail.event("a")));
    String[] loose = {
      "ingest", "--trail", trail.root().toString(), "--lake", lake, "--dry-run",
    };

    assertThat(
            List.of(
                with(loose, "--from", "2026-10-01").out(),
                with(loose, "--account", "111122223333").out()))
        .containsExactly(
            """
            Objects: 0 listed = 0 known + 0 ingested + 0 quarantined
            Left out: 1 object whose key names no day, because of --from and --to
            Would read 0 objects, 0 B, of 0 days, in 0 partitions of day and region.
            """,
            """
            Objects: 0 listed = 0 known + 0 ingested + 0 quarantined
            Left out: 1 object whose key names no account or region, because of --account or\
             --region
            Would read 0 objects, 0 B, of 0 days, in 0 partitions of day and region.
            """);
  }

  @Test
  void saysSoIfThereIsNothing() throws java.io.IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    assertThat(CommandLineRun.of("ingest", "--trail", empty.toString(), "--lake", lake).out())
        .endsWith(
            "No trail object was found, so nothing was written; check --trail, and --from, --to,"
                + " --account and --region if they are given.\n");
  }

  @Test
  void givesTheStatusAsJson() {
    JsonNode status = status("json").jsonLines().get(0);
    JsonNode days = status.get("days");

    assertThat(
            List.of(
                fields(status),
                fields(status.get("tables").get(0)),
                fields(days.get(0)),
                sum(days, "objects"),
                sum(days, "events"),
                sum(days, "quarantined")))
        .containsExactly(
            List.of("lake", "partition_by", "tables", "days"),
            List.of("table", "rows", "files", "bytes", "version"),
            List.of(
                "account",
                "region",
                "delivery_date",
                "objects",
                "events",
                "last_event",
                "last_run",
                "quarantined"),
            (long) OBJECTS,
            (long) TRUTH.events(),
            (long) TRUTH.damagedObjects() + TRUTH.brokenRecords());
  }

  @Test
  void givesTheStatusAsTables() {
    List<String> lines = status("table").out().lines().toList();

    assertThat(lines.get(0)).matches("table +rows +files +bytes +version");
    assertThat(lines.get(2))
        .matches("events +%s +[0-9,]+ +[0-9.]+ [KM]iB +1".formatted(number(TRUTH.events())));
    assertThat(lines.get(3)).matches("files +%s +1 +[0-9.]+ KiB +1".formatted(OBJECTS));
    assertThat(lines).contains("");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "111122223333 +eu-west-1 +2026-09-28 +[0-9]+ +[0-9]+ +2026-09-28T[0-9:]+Z"
                        + " +20[0-9T:.-]+Z +0"));
  }

  @Test
  void writesNumbersTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(status("table").out()).contains(" " + number(TRUTH.events()) + " ");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static List<String> fields(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .toList();
  }

  private static long sum(JsonNode rows, String field) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.get(field).asLong();
    }
    return sum;
  }

  private static CommandLineRun status(String format) {
    return CommandLineRun.of("status", "--lake", lake, "--format", format);
  }

  private static CommandLineRun ingest(String... more) {
    return with(
        new String[] {
          "ingest", "--trail", SampleTrail.COMMITTED.toString(), "--lake", lake,
        },
        more);
  }

  private static CommandLineRun with(String[] start, String... more) {
    return CommandLineRun.of(
        java.util.stream.Stream.of(start, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }
}
