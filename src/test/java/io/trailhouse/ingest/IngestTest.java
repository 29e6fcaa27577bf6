package io.trailhouse.ingest;

import static io.trailhouse.ingest.TestTrail.ACCOUNT;
import static io.trailhouse.ingest.TestTrail.REGION;
import static io.trailhouse.ingest.TestTrail.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.sample.FileKind;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.GeneratedTrail.Partition;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class IngestTest {

  private static final String DAY = "2026-09-28";
  private static final String NEXT_DAY = "2026-09-29";
  private static final String TIME = "2026-09-28T10:00:00Z";

  private static final String EVENTS_BY_PARTITION =
      "SELECT event_date, aws_region, event_source, count(*) FROM {events} GROUP BY 1, 2, 3";

  private final SparkSession spark;

  @TempDir Path folder;
  private TestTrail trail = new TestTrail(Path.of("."));
  private TestLake lake;

  IngestTest(SparkSession spark) {
    this.spark = spark;
    this.lake = new TestLake(spark, "");
  }

  @BeforeEach
  void startALakeAndATrail() {
    trail = new TestTrail(folder.resolve("trail"));
    lake = new TestLake(spark, folder.resolve("lake").toString());
  }

  @Test
  void countsWhatIsInTheSample() {
    SampleTrail.Truth truth = SampleTrail.truth();
    IngestResult result = lake.ingest(SampleTrail.COMMITTED);
    long trailObjects =
        truth.objects().entrySet().stream()
            .filter(kind -> kind.getKey() != FileKind.DIGEST)
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(
            List.of(
                result.objectsListed(),
                result.objectsQuarantined(),
                result.recordsRead(),
                result.rowsWritten(),
                result.duplicates(),
                result.recordsQuarantined()))
        .containsExactly(
            trailObjects,
            (long) truth.damagedObjects(),
            (long) truth.records(),
            (long) truth.events(),
            (long) truth.duplicates(),
            (long) truth.brokenRecords());
  }

  @Test
  void hasTheSamplesEventsInTheirPartitions() {
    lake.ingest(SampleTrail.COMMITTED);
    assertThat(eventsByPartition()).isEqualTo(SampleTrail.truth().eventsByPartition());
  }

  @Test
  void hasAGeneratedTrailsEventsInTheirPartitions() throws IOException {
    GeneratedTrail.Truth truth =
        GeneratedTrail.of(
                GeneratedTrail.Config.of(7, 4_000)
                    .withShares(0.1, 0.05, 0.05)
                    .withLargestObject(200))
            .writeTo(trail.root());
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.objectsListed(),
                result.rowsWritten(),
                result.duplicates(),
                eventsByPartition()))
        .containsExactly(
            truth.objects(), truth.events(), truth.duplicates(), truth.eventsByPartition());
  }

  @Test
  void writesNothingTheSecondTime() throws IOException {
    trail.add(DAY, "a", event("1", TIME), "{\"broken\":true}");
    lake.ingest(trail);
    Map<String, Long> versions = lake.versions();
    List<Path> files = files(folder.resolve("lake"));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.runId() == null,
                result.objectsListed(),
                result.objectsKnown(),
                result.objectsNew(),
                result.recordsRead(),
                result.eventFiles(),
                lake.versions(),
                files(folder.resolve("lake"))))
        .containsExactly(true, 1L, 1L, 0L, 0L, 0L, versions, files);
  }

  @Test
  void makesNoLakeOfATrailWithoutObjects() throws IOException {
    Files.createDirectories(trail.root());
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.objectsListed(), Files.exists(folder.resolve("lake"))))
        .containsExactly(0L, false);
  }

  @Test
  void readsTheObjectsOfTheOneDayThatIsNotThere() {
    List<LocalDate> days = LocalDate.of(2026, 9, 1).datesUntil(LocalDate.of(2026, 10, 1)).toList();
    for (LocalDate day : days) {
      trail.add(day.toString(), "a", event(day + "a", day + "T08:00:00Z"));
      trail.add(day.toString(), "b", event(day + "b", day + "T09:00:00Z"));
    }
    lake.ingestDays(null, "2026-09-17", trail);
    lake.ingestDays("2026-09-18", null, trail);
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.objectsListed(),
                result.objectsKnown(),
                result.objectsIngested(),
                result.days(),
                result.rowsWritten()))
        .containsExactly(60L, 58L, 2L, 1L, 2L);
  }

  @Test
  void putsLateEventsIntoTheirOwnDay() {
    trail.add(NEXT_DAY, "a", event("late", "2026-08-30T23:59:59Z"));
    lake.ingest(trail);
    assertThat(
            lake.lines(
                "SELECT e.event_date, f.delivery_date FROM {events} e"
                    + " JOIN {files} f USING (source_file)"))
        .containsExactly("2026-08-30 2026-09-29");
  }

  @Test
  void takesTheDaysAccountsAndRegionsAskedFor() {
    for (String account : List.of(ACCOUNT, "444455556666")) {
      for (String region : List.of(REGION, "us-west-2")) {
        for (String day : List.of(DAY, NEXT_DAY)) {
          trail.addOf(account, region, day, "a", event(account + region + day, TIME));
        }
      }
    }
    lake.job(
            new LocateConfig(
                List.of(trail.root().toString()),
                LocalDate.parse(NEXT_DAY),
                null,
                Set.of("444455556666"),
                Set.of("us-west-2"),
                2))
        .execute();
    assertThat(lake.lines("SELECT event_id FROM {events}"))
        .containsExactly("444455556666us-west-22026-09-29");
  }

  @Test
  void plansWithoutMakingALake() {
    trail.add(DAY, "a", event("1", TIME));
    trail.add(NEXT_DAY, "b", event("2", TIME));
    IngestResult plan = lake.job(TestLake.all(trail)).plan();
    assertThat(
            List.of(
                plan.objectsListed(),
                plan.objectsKnown(),
                plan.objectsNew(),
                plan.days(),
                plan.keyPartitions(),
                Files.exists(folder.resolve("lake"))))
        .containsExactly(2L, 0L, 2L, 2L, 2L, false);
  }

  @Test
  void plansWithoutChangingALake() throws IOException {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    trail.add(NEXT_DAY, "b", event("2", TIME));
    List<Path> files = files(folder.resolve("lake"));
    IngestResult plan = lake.job(TestLake.all(trail)).plan();
    assertThat(List.of(plan.objectsKnown(), plan.objectsNew(), files(folder.resolve("lake"))))
        .containsExactly(1L, 1L, files);
  }

  @Test
  void readsANewVersionOfAnObjectAgain() {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    trail.add(DAY, "a", event("1", TIME), event("2", TIME), event("3", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.objectsIngested(),
                result.rowsWritten(),
                result.duplicates(),
                lake.lines(
                    "SELECT records_read, rows_written, duplicates FROM {files} ORDER BY 1")))
        .containsExactly(1L, 2L, 1L, List.of("1 1 0", "3 2 1"));
  }

  @Test
  void dropsDuplicatesInOneObject() {
    trail.add(DAY, "a", event("1", TIME), event("1", TIME), " " + event("1", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates(), result.conflicting()))
        .containsExactly(1L, 2L, 0L);
  }

  @Test
  void dropsDuplicatesInTwoObjects() {
    trail.add(DAY, "a", event("1", TIME));
    trail.add(NEXT_DAY, "b", event("1", TIME), event("2", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates())).containsExactly(2L, 1L);
  }

  @Test
  void dropsDuplicatesInTwoTasks() {
    deliverToTwoTasks();
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.duplicates(),
                lake.lines("SELECT count(*), count(DISTINCT event_id) FROM {events}"),
                lake.lines("SELECT sum(rows_written), sum(duplicates) FROM {files}")))
        .containsExactly(202L, 200L, List.of("202 202"), List.of("202 200"));
  }

  @Test
  void dropsDuplicatesInTwoRuns() {
    trail.add(DAY, "a", event("1", TIME), event("2", TIME));
    lake.ingest(trail);
    trail.add(NEXT_DAY, "b", event("2", TIME), event("3", TIME));
    trail.add(NEXT_DAY, "c", event("1", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.duplicates(),
                lake.lines("SELECT event_id FROM {events} ORDER BY 1")))
        .containsExactly(1L, 2L, List.of("1", "2", "3"));
  }

  @Test
  void dropsDuplicatesInTwoTrails() {
    TestTrail other = new TestTrail(folder.resolve("other"));
    trail.add(DAY, "a", event("1", TIME));
    other.add(DAY, "a", event("1", TIME));
    IngestResult result = lake.ingest(trail, other);
    assertThat(List.of(result.objectsIngested(), result.rowsWritten(), result.duplicates()))
        .containsExactly(2L, 1L, 1L);
  }

  @Test
  void listsObjectsOfTwoTrailsInOneAnotherOnce() {
    trail.add(DAY, "a", event("1", TIME));
    IngestResult result = lake.ingest(trail, trail.root().resolve("AWSLogs"));
    assertThat(List.of(result.objectsListed(), result.rowsWritten(), result.duplicates()))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void dropsDuplicatesOfManyRunsAgo() {
    for (int run = 0; run < 12; run++) {
      trail.add(DAY, "run" + run, event("1", TIME), event("run" + run, TIME));
      lake.ingest(trail);
    }
    assertThat(
            List.of(
                lake.requireSound().hashes().size(),
                lake.lines("SELECT sum(duplicates) FROM {runs}")))
        .containsExactly(13, List.of("11"));
  }

  @Test
  void keepsConflictingRecordsAndCountsThem() {
    String forged = event("1", TIME).replace("1.08", "1.09");
    trail.add(DAY, "a", event("1", TIME), forged);
    trail.add(DAY, "b", event("1", TIME).replace("1.08", "1.10"));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.conflicting(),
                lake.lines("SELECT event_version FROM {events} ORDER BY 1")))
        .containsExactly(3L, 2L, List.of("1.08", "1.09", "1.10"));
  }

  @Test
  void countsConflictsWithEarlierRunsOnce() {
    trail.add(DAY, "a", event("1", TIME), event("2", TIME));
    lake.ingest(trail);
    trail.add(
        DAY,
        "b",
        event("1", TIME).replace("1.08", "1.09"),
        event("1", TIME).replace("1.08", "1.10"),
        event("2", TIME).replace("1.08", "1.09"),
        event("2", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates(), result.conflicting()))
        .containsExactly(3L, 1L, 3L);
  }

  @Test
  void keepsDifferentEventsThatShareAnId() {
    trail.add(
        DAY,
        "a",
        event("1", TIME, REGION, "s3.amazonaws.com", "GetObject"),
        event("1", TIME, REGION, "s3.amazonaws.com", "PutObject"),
        event("1", "2026-09-28T10:00:01Z"));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates(), result.conflicting()))
        .containsExactly(3L, 0L, 0L);
  }

  @Test
  void balancesEachRun() throws IOException {
    lake.ingestDays(null, NEXT_DAY, SampleTrail.COMMITTED);
    lake.ingest(SampleTrail.COMMITTED);
    trail.add(DAY, "a", event("1", TIME), "{}", event("1", TIME));
    lake.ingest(SampleTrail.COMMITTED, trail);
    assertThat(
            lake.lines(
                """
                SELECT r.objects_listed
                      = r.objects_known + r.objects_ingested + r.objects_quarantined
                    AND r.records_read = r.rows_written + r.duplicates + r.records_quarantined
                    AND struct(r.objects_ingested, r.objects_quarantined, r.records_read,
                        r.rows_written, r.duplicates, r.records_quarantined, r.object_bytes,
                        r.json_bytes)
                      = struct(f.ingested, f.damaged, f.read, f.written, f.duplicates, f.bad,
                        f.stored, f.json)
                    AND r.rows_written = coalesce(e.events, 0)
                    AND r.records_quarantined + r.objects_quarantined = coalesce(q.kept, 0)
                FROM {runs} r
                JOIN (SELECT run_id, count_if(state = 'ingested') AS ingested,
                    count_if(state = 'quarantined') AS damaged, sum(records_read) AS read,
                    sum(rows_written) AS written, sum(duplicates) AS duplicates,
                    sum(records_quarantined) AS bad, sum(object_bytes) AS stored,
                    sum(json_bytes) AS json FROM {files} GROUP BY run_id) f USING (run_id)
                LEFT JOIN (SELECT run_id, count(*) AS events FROM {events} GROUP BY run_id) e
                  USING (run_id)
                LEFT JOIN (SELECT run_id, count(*) AS kept FROM {quarantine} GROUP BY run_id) q
                  USING (run_id)
                """))
        .containsExactly("true", "true", "true");
  }

  @Test
  void namesEachObjectOnceInTheLedger() {
    trail.add(DAY, "a", event("1", TIME));
    trail.add(NEXT_DAY, "b", event("2", NEXT_DAY + "T01:02:03Z"), event("3", TIME));
    lake.ingest(trail);
    trail.add(NEXT_DAY, "c");
    lake.ingest(trail);
    assertThat(
            lake.lines(
                """
                SELECT right(source_file, 9), kind, account, region, delivery_date, delivery_time,
                    state, records_read, rows_written, duplicates, records_quarantined, conflicting,
                    first_event_time, last_event_time
                FROM {files} ORDER BY 1
                """))
        .containsExactly(
            "a.json.gz management 111122223333 eu-west-1 2026-09-28 2026-09-28 00:00:00.0 ingested"
                + " 1 1 0 0 0 2026-09-28 10:00:00.0 2026-09-28 10:00:00.0",
            "b.json.gz management 111122223333 eu-west-1 2026-09-29 2026-09-29 00:00:00.0 ingested"
                + " 2 2 0 0 0 2026-09-28 10:00:00.0 2026-09-29 01:02:03.0",
            "c.json.gz management 111122223333 eu-west-1 2026-09-29 2026-09-29 00:00:00.0 ingested"
                + " 0 0 0 0 0 null null");
  }

  @Test
  void keepsWhatItCannotReadInQuarantine() throws IOException {
    Path damaged = trail.add(DAY, "cut", event("1", TIME), event("2", TIME));
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 30));
    trail.add(DAY, "odd", "{\"eventID\":\"no time\"}");
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.objectsQuarantined(),
                result.recordsQuarantined(),
                lake.lines(
                    "SELECT scope, right(source_file, 11), account, region, delivery_date"
                        + " FROM {quarantine} ORDER BY 1")))
        .containsExactly(
            1L,
            1L,
            List.of(
                "object cut.json.gz 111122223333 eu-west-1 2026-09-28",
                "record odd.json.gz 111122223333 eu-west-1 2026-09-28"));
  }

  @Test
  void writesWhatItCannotReadBeforeItFillsTheMemory() {
    trail.add(DAY, "a", Collections.nCopies(150_000, "{}").toArray(String[]::new));
    lake.ingest(trail);
    assertThat(lake.lines("SELECT count(*), count(DISTINCT _metadata.file_name) FROM {quarantine}"))
        .containsExactly("150000 3");
  }

  @Test
  void readsObjectsWhoseKeysSayNothing() {
    TestTrail.write(trail.root().resolve("loose.json.gz"), event("1", TIME));
    lake.ingest(trail);
    trail.add(DAY, "a", event("2", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.objectsKnown(), result.objectsIngested(), result.rowsWritten()))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void findsNothingInAnEmptyFolder() throws IOException {
    Files.createDirectories(trail.root());
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.objectsListed(), result.rowsWritten(), result.eventFiles()))
        .containsExactly(0L, 0L, 0L);
  }

  @Test
  void findsOddRegionsAndSourcesByTheirExactValues() {
    List<String> odd =
        List.of(
            " ",
            "two words",
            " edges ",
            "100%",
            "a%2Fb",
            "a/b",
            "../../up",
            "..",
            ".",
            "größe",
            "日本\uD83D\uDE80",
            "'single' \"double\" `back`",
            "a=b,c;d:e?f*g#h[i]{j}|k\\l^m&n<o>p",
            "tab\there\nline\rreturn",
            "__HIVE_DEFAULT_PARTITION__",
            "NULL",
            "null",
            "x".repeat(300),
            "x".repeat(299) + "y",
            "é".repeat(150));
    String[] records = new String[odd.size() * 2];
    for (int i = 0; i < odd.size(); i++) {
      String text = json(odd.get(i));
      records[2 * i] = event("region" + i, TIME, text, "s3.amazonaws.com", "GetObject");
      records[2 * i + 1] = event("source" + i, TIME, REGION, text, "GetObject");
    }
    trail.add(DAY, "odd", records);
    lake.ingest(trail);
    List<String> found = new ArrayList<>();
    spark
        .read()
        .format("delta")
        .load(lake.uri() + "/events")
        .collectAsList()
        .forEach(
            row -> {
              String id = row.getAs("event_id");
              String value = row.getAs(id.startsWith("region") ? "aws_region" : "event_source");
              int index = Integer.parseInt(id.substring(6));
              if (!odd.get(index).equals(value)) {
                found.add(id + " is " + value + ", not " + odd.get(index));
              }
            });
    assertThat(found).isEmpty();
  }

  @Test
  void findsOddSourcesByAskingForThem() {
    trail.add(
        DAY,
        "odd",
        event("1", TIME, REGION, "a%2Fb", "GetObject"),
        event("2", TIME, REGION, "a/b", "GetObject"),
        event("3", TIME, REGION, "it's", "GetObject"));
    lake.ingest(trail);
    assertThat(
            lake.lines(
                "SELECT event_id FROM {events} WHERE event_source IN ('a/b', 'it\\'s')"
                    + " ORDER BY 1"))
        .containsExactly("2", "3");
  }

  @Test
  void dropsDuplicatesOfEventsWithOddRegionsAndSources() {
    String[] records =
        Stream.of("", "a%2Fb", "..", "größe", "x".repeat(300), "__HIVE_DEFAULT_PARTITION__")
            .map(odd -> event("1", TIME, odd, odd, "GetObject"))
            .toArray(String[]::new);
    trail.add(DAY, "a", records);
    lake.ingest(trail);
    trail.add(DAY, "b", records);
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates())).containsExactly(0L, 6L);
  }

  @Test
  void hasNullForARegionAndSourceThatAreEmptyNullOrAbsent() {
    trail.add(
        DAY,
        "a",
        event("1", TIME, "", "", "GetObject"),
        "{\"eventTime\":\"%s\",\"eventID\":\"2\"}".formatted(TIME),
        "{\"eventTime\":\"%s\",\"eventID\":\"3\",\"awsRegion\":null,\"eventSource\":null}"
            .formatted(TIME));
    lake.ingest(trail);
    assertThat(
            lake.lines(
                "SELECT event_id FROM {events} WHERE aws_region IS NULL AND event_source IS NULL"
                    + " ORDER BY 1"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void addsColumnsToTablesOfAnOlderVersion() {
    trail.add(DAY, "old", event("old", TIME));
    makeOlderTables();
    trail.add(DAY, "new", event("new", TIME));
    lake.ingest(trail);
    assertThat(
            List.of(
                lake.lines("SELECT event_id, tls_version, event_version FROM {events} ORDER BY 1"),
                lake.lines("SELECT count(*), count(conflicting) FROM {files}"),
                columnsOf("events").stream().sorted().toList()))
        .containsExactly(
            List.of("new null 1.08", "old null null"),
            List.of("2 1"),
            LakeTable.EVENTS.columns().stream()
                .map(column -> column.name() + ": " + column.comment())
                .sorted()
                .toList());
  }

  @Test
  void keepsWhatARunTook() {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    assertThat(
            lake.lines(
                "SELECT listing_seconds > 0, lookup_seconds > 0, reading_seconds > 0,"
                    + " comparing_seconds > 0, listing_seconds + lookup_seconds + reading_seconds"
                    + " + comparing_seconds < 1 +"
                    + " unix_millis(finished_at) / 1000 - unix_millis(started_at) / 1000,"
                    + " task_seconds > 0, task_seconds <= reading_seconds, tasks, task_retries,"
                    + " restarts, event_partitions, application_id FROM {runs}"))
        .containsExactly(
            "true true true true true true true 1 0 0 1 " + spark.sparkContext().applicationId());
  }

  @Test
  void keepsWhatARunTookInATableOfAnOlderVersion() {
    trail.add(DAY, "old", event("old", TIME));
    lake.ingest(trail);
    spark
        .read()
        .format("delta")
        .load(lake.uri() + "/runs")
        .drop("tasks", "reading_seconds")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(lake.uri() + "/runs");
    trail.add(DAY, "new", event("new", TIME));
    lake.ingest(trail);
    assertThat(lake.lines("SELECT tasks, reading_seconds > 0 FROM {runs} ORDER BY started_at"))
        .containsExactly("null null", "1 true");
  }

  @Test
  void ingestsIntoTablesOfANewerVersion() {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    for (String table : List.of("events", "files", "quarantine", "runs")) {
      spark.sql(
          "ALTER TABLE delta.`%s/%s` ADD COLUMNS (later STRING)".formatted(lake.uri(), table));
    }
    trail.add(DAY, "b", event("2", TIME), event("1", TIME), "{}");
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.duplicates(),
                lake.lines("SELECT event_id, later FROM {events} ORDER BY 1")))
        .containsExactly(1L, 1L, List.of("1 null", "2 null"));
  }

  @Test
  void refusesATrailThatIsNotThere() {
    assertThatThrownBy(() -> lake.ingest(folder.resolve("nowhere")))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void givesEveryColumnOfTheTablesItsComment() {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    for (LakeTable table : LakeTable.ingested()) {
      assertThat(columnsOf(table.directory()))
          .containsExactlyInAnyOrderElementsOf(
              table.columns().stream()
                  .map(column -> column.name() + ": " + column.comment())
                  .toList());
    }
  }

  /** Two regions' objects of the same 200 events and one more each, too many for one task. */
  private void deliverToTwoTasks() {
    for (String region : List.of(REGION, "us-east-1")) {
      IntStream.range(0, 200)
          .forEach(i -> trail.addOf(ACCOUNT, region, DAY, "n" + i, event("same" + i, TIME)));
      trail.addOf(ACCOUNT, region, DAY, "own", event(region, TIME));
    }
  }

  @Test
  void refusesALakeThatHasLostTheKeyOfItsHashes() {
    trail.add(DAY, "a", event("a", TIME));
    lake.ingest(trail);
    trail.add(DAY, "b", event("b", TIME));
    spark.sql(
        "ALTER TABLE delta.`%s/events` UNSET TBLPROPERTIES ('trailhouse.contentHashKey')"
            .formatted(lake.uri()));
    assertThatThrownBy(() -> lake.ingest(trail))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("has lost its property trailhouse.contentHashKey");
  }

  /** The tables as a version would have made them that knew fewer columns. */
  private void makeOlderTables() {
    lake.ingest(trail);
    spark.sql(
        "ALTER TABLE delta.`%s/events` UNSET TBLPROPERTIES ('delta.dataSkippingStatsColumns')"
            .formatted(lake.uri()));
    spark
        .read()
        .format("delta")
        .load(lake.uri() + "/events")
        .select(
            "event_date",
            "aws_region",
            "event_source",
            "event_time",
            "event_id",
            "event_name",
            "content_hash",
            "source_file")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .partitionBy("event_date", "aws_region", "event_source")
        .save(lake.uri() + "/events");
    spark
        .read()
        .format("delta")
        .load(lake.uri() + "/files")
        .select("source_file", "version", "delivery_time", "state", "rows_written")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(lake.uri() + "/files");
  }

  private List<String> columnsOf(String table) {
    return spark
        .sql("DESCRIBE TABLE delta.`%s/%s`".formatted(lake.uri(), table))
        .collectAsList()
        .stream()
        .takeWhile(row -> !row.getString(0).isEmpty() && !row.getString(0).startsWith("#"))
        .map(row -> row.getString(0) + ": " + row.getString(2))
        .toList();
  }

  private Map<Partition, Long> eventsByPartition() {
    Map<Partition, Long> counts = new TreeMap<>();
    for (Row row : lake.rows(EVENTS_BY_PARTITION)) {
      counts.put(
          new Partition(row.getDate(0).toLocalDate(), row.getString(1), row.getString(2)),
          row.getLong(3));
    }
    return counts;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
