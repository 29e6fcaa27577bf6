package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.SparkTest;
import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
final class MaintainCommandTest {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 28);
  private static final String ROWS =
      "SELECT count(*) AS rows, sum(CAST(xxhash64(*) AS DECIMAL(38, 0))) AS content FROM events";
  @TempDir private Path folder;
  private String lake = "";

  @BeforeEach
  void ingestDayByDay() throws IOException {
    lake = folder.resolve("lake").toString();
    String trail = folder.resolve("trail").toString();
    GeneratedTrail.of(
            GeneratedTrail.Config.of(3, 400)
                .withDays(FIRST_DAY, 2)
                .withPlaces(2, 1)
                .withShares(0.2, 0.1, 0.3))
        .writeTo(Path.of(trail));
    run("ingest", "--trail", trail, "--lake", lake, "--to", FIRST_DAY.plusDays(1).toString());
    run("ingest", "--trail", trail, "--lake", lake);
  }

  @Test
  void mergesSmallFilesAndChangesNoRow() {
    JsonNode before = ask(ROWS);
    long filesBefore = files();
    run("maintain", "--lake", lake, "--compact");
    assertThat(List.of(ask(ROWS), files() < filesBefore)).containsExactly(before, true);
  }

  @Test
  void leavesNoPartitionWithTwoSmallFiles() {
    run("maintain", "--lake", lake, "--compact");
    JsonNode most =
        ask(
            "SELECT max(files) AS most FROM (SELECT count(DISTINCT _metadata.file_path) AS files"
                + " FROM {events} GROUP BY event_date, aws_region, event_source)");
    assertThat(most.get("most").asInt()).isEqualTo(1);
  }

  @Test
  void hasNothingToMergeTheSecondTime() {
    run("maintain", "--lake", lake, "--compact");
    assertThat(run("maintain", "--lake", lake, "--compact").out())
        .isEqualTo("No partition of events has small files to merge.\n");
  }

  @Test
  void tellsWhatItWouldMergeAndChangesNothing() {
    long before = files();
    CommandLineRun told = run("maintain", "--lake", lake, "--compact", "--dry-run");
    assertThat(List.of(told.out().startsWith("Would merge "), files()))
        .containsExactly(true, before);
  }

  @Test
  void mergesNoMoreThanItMay() {
    long before = files();
    CommandLineRun some = run("maintain", "--lake", lake, "--compact", "--most-files", "4");
    assertThat(List.of(some.out().contains("because of --most-files"), before - files() <= 3))
        .containsExactly(true, true);
  }

  @Test
  void movesTheLakeAndReportsTheSame() throws IOException {
    JsonNode before = ask(ROWS);
    String reportBefore = report("before");
    CommandLineRun moved = run("maintain", "--lake", lake, "--partition-by", "date,region");
    assertThat(
            List.of(
                moved.out().endsWith(", partitioned by date,region.\n"),
                run("status", "--lake", lake).out().contains("partitioned by date,region\n"),
                ask(ROWS),
                report("after")))
        .containsExactly(true, true, before, reportBefore);
  }

  @Test
  void tellsWhatItWouldMoveAndChangesNothing() {
    long before = files();
    CommandLineRun told =
        run("maintain", "--lake", lake, "--partition-by", "date,region", "--dry-run");
    assertThat(List.of(told.out().startsWith("Would move " + before + " files, "), files()))
        .containsExactly(true, before);
  }

  @Test
  void leavesALakeThatIsPartitionedSo() {
    assertThat(run("maintain", "--lake", lake, "--partition-by", "date,region,source").out())
        .isEqualTo("The lake is partitioned by date,region,source.\n");
  }

  @Test
  void isNeededBeforeAnIngestWithOtherPartitions() {
    CommandLineRun run =
        CommandLineRun.of(
            "ingest", "--trail", lake, "--lake", lake, "--partition-by", "date,region");
    assertThat(List.of(run.exitCode(), run.err().contains("maintain --lake file:" + lake)))
        .containsExactly(3, true);
  }

  @Test
  void takesOutOldDaysAndKeepsTheLedger() {
    long objects = ask("SELECT count(*) AS n FROM files").get("n").asLong();
    long age = ChronoUnit.DAYS.between(FIRST_DAY, LocalDate.now(ZoneOffset.UTC));
    run("maintain", "--lake", lake, "--expire", Long.toString(age - 1));
    assertThat(
            List.of(
                ask("SELECT min(event_date) AS day FROM events").get("day").asText(),
                ask("SELECT count(*) AS n FROM files").get("n").asLong()))
        .containsExactly(FIRST_DAY.plusDays(1).toString(), objects);
  }

  @Test
  void takesOutQuarantinedTextThatIsAsOld() {
    run("maintain", "--lake", lake, "--expire", "1");
    assertThat(ask("SELECT count(*) AS n FROM quarantine").get("n").asInt()).isZero();
  }

  @Test
  void deletesOldFilesThatNoTableNames() throws IOException {
    JsonNode before = ask(ROWS);
    Path young = Files.writeString(events("young.parquet"), "left by a run that is under way");
    Path old = Files.writeString(events("old.parquet"), "left by a run that was killed");
    makeAllOldBut(young);
    run("maintain", "--lake", lake, "--vacuum");
    assertThat(List.of(Files.exists(old), Files.exists(young), ask(ROWS)))
        .containsExactly(false, true, before);
  }

  @Test
  void startsVacuumOnlyForTablesThatHaveSuchFiles() throws IOException {
    Files.writeString(events("old.parquet"), "left by a run that was killed");
    makeAllOldBut(Path.of(""));
    run("maintain", "--lake", lake, "--vacuum");
    assertThat(List.of(log("events"), log("files")))
        .satisfiesExactly(
            events -> assertThat(events).contains("VACUUM START"),
            files -> assertThat(files).doesNotContain("VACUUM START"));
  }

  private String log(String table) throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of(lake, table, "_delta_log"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        log.append(Files.readString(file));
      }
    }
    return log.toString();
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    assertThat(
            Stream.of(
                    CommandLineRun.of("maintain", "--lake", lake),
                    CommandLineRun.of("maintain", "--lake", lake, "--expire", "0"),
                    CommandLineRun.of("maintain", "--lake", lake, "--vacuum", "--keep", "0"),
                    CommandLineRun.of("maintain", "--lake", lake, "--vacuum", "--dry-run"),
                    CommandLineRun.of("maintain", "--lake", lake, "--partition-by", "region"),
                    CommandLineRun.of("maintain", "--lake", lake + "x", "--compact"))
                .map(CommandLineRun::exitCode))
        .containsExactly(2, 2, 2, 2, 2, 3);
  }

  private String report(String name) throws IOException {
    Path out = folder.resolve(name);
    run("report", "callers", "apis", "--lake", lake, "--out", out.toString(), "--format", "csv");
    return Files.readString(out.resolve("callers.csv")) + Files.readString(out.resolve("apis.csv"));
  }

  private Path events(String name) {
    return Path.of(lake, "events", name);
  }

  private void makeAllOldBut(Path young) throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
    try (Stream<Path> files = Files.walk(Path.of(lake))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        if (!file.equals(young)) {
          Files.setLastModifiedTime(file, old);
        }
      }
    }
  }

  private long files() {
    return ask("SELECT count(DISTINCT _metadata.file_path) AS n FROM {events}").get("n").asLong();
  }

  private JsonNode ask(String query) {
    return CommandLineRun.rows(lake, query.replace("{events}", "delta.`%s/events`".formatted(lake)))
        .get(0);
  }

  private static CommandLineRun run(String... args) {
    CommandLineRun run = CommandLineRun.of(args);
    if (run.exitCode() != 0 && run.exitCode() != 4) {
      throw new AssertionError(run.toString());
    }
    return run;
  }
}
