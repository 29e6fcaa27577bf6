package io.trailhouse.ingest;

import static io.trailhouse.ingest.TestTrail.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.table.Fate;
import io.trailhouse.table.LakeContent;
import io.trailhouse.table.MortalFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs beside other runs, and beside Spark's upkeep of the tables. */
@SparkTest
class ParallelRunsTest {

  private static final String DAY = "2026-09-28";
  private static final String TIME = "2026-09-28T10:00:00Z";
  private static final String OTHER_ACCOUNT = "444455556666";

  /** Enough for one of two random numbers to be the smaller one by either run. */
  private static final int REPETITIONS = 4;

  private final SparkSession spark;

  @TempDir Path folder;
  private TestTrail trail = new TestTrail(Path.of("."));
  private TestTrail other = new TestTrail(Path.of("."));
  private TestLake lake;

  ParallelRunsTest(SparkSession spark) {
    this.spark = spark.newSession();
    this.lake = new TestLake(this.spark, "");
    MortalFileSystem.install(this.spark);
  }

  @BeforeEach
  void start() {
    trail = new TestTrail(folder.resolve("trail"));
    other = new TestTrail(folder.resolve("other"));
    lake = new TestLake(spark, MortalFileSystem.address(folder.resolve("lake")));
  }

  @AfterEach
  void beKind() {
    MortalFileSystem.meet(Fate.KIND);
  }

  @Test
  void letsARunThatCommitsInTheMiddleOfAnotherOnesCommitGoFirst() {
    trail.add(DAY, "0", event("0", TIME));
    lake.ingest(trail);
    for (int i = 1; i <= REPETITIONS; i++) {
      trail.add(DAY, "a" + i, event("a" + i, TIME), event("both" + i, TIME));
      other.add(DAY, "b" + i, event("b" + i, TIME), event("both" + i, TIME));
      MortalFileSystem.meet(
          Fate.Meanwhile.before(ParallelRunsTest::commitsEvents, () -> lake.ingest(other)));
      lake.ingest(trail);
    }
    assertThat(lake.requireSound().hashes()).hasSize(1 + 3 * REPETITIONS);
  }

  @Test
  void findsThatAnotherRunIngestedTheSameObjectsInTheMeantime() {
    trail.add(DAY, "a", event("1", TIME));
    List<IngestResult> inBetween = new ArrayList<>();
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            ParallelRunsTest::commitsEvents, () -> inBetween.add(lake.ingest(trail))));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                inBetween.get(0).rowsWritten(),
                result.objectsKnown(),
                result.rowsWritten(),
                lake.requireSound().hashes().size()))
        .containsExactly(1L, 1L, 0L, 1);
  }

  @Test
  void countsEachStartAgainOnce() {
    trail.add(DAY, "a", event("1", TIME));
    trail.add(DAY, "b", event("2", TIME));
    other.add(DAY, "c", event("3", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(ParallelRunsTest::commitsEvents, () -> lake.ingest(other)));
    lake.ingest(trail);
    trail.add(DAY, "d", event("4", TIME));
    Path taken = trail.add(DAY, "e", event("5", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(ParallelRunsTest::commitsEvents, () -> lake.ingest(taken)));
    lake.ingest(trail);
    assertThat(lake.lines("SELECT objects_ingested, restarts FROM {runs} ORDER BY started_at"))
        .containsExactly("2 1", "1 0", "1 1", "1 0");
  }

  @Test
  void countsDuplicatesOfARunThatCameFirst() {
    trail.add(DAY, "a", event("1", TIME), event("2", TIME), event("2", TIME).replace("1.08", "1"));
    other.add(DAY, "b", event("1", TIME), event("2", TIME), event("3", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(ParallelRunsTest::commitsEvents, () -> lake.ingest(other)));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), result.duplicates(), result.conflicting()))
        .containsExactly(1L, 2L, 1L);
  }

  @Test
  void finishesARunInTheMiddleOfItsOwnFinish() {
    trail.add(DAY, "a", event("1", TIME), "{}");
    other.add(DAY, "b", event("2", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            call ->
                call.startsWith("rename")
                    && call.contains("/runs/_delta_log/0000000000000000000" + "1"),
            () -> lake.ingest(other)));
    lake.ingest(trail);
    LakeContent content = lake.requireSound();
    assertThat(
            List.of(content.hashes().size(), content.runs().size(), content.quarantined().size()))
        .containsExactly(2, 2, 1);
  }

  @Test
  void makesALakeThatAnotherRunMakesInTheMeantime() {
    trail.add(DAY, "a", event("1", TIME));
    other.add(DAY, "b", event("2", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            call -> call.startsWith("rename") && call.contains("/_delta_log/"),
            () -> lake.ingest(other)));
    lake.ingest(trail);
    assertThat(lake.requireSound().hashes()).hasSize(2);
  }

  @Test
  void compactsInTheMiddleOfACommit() {
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    trail.add(DAY, "b", event("2", TIME));
    lake.ingest(trail);
    trail.add(DAY, "c", event("3", TIME), event("1", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            ParallelRunsTest::commitsEvents,
            () -> spark.sql("OPTIMIZE delta.`%s/events`".formatted(lake.uri()))));
    IngestResult result = lake.ingest(trail);
    MortalFileSystem.meet(Fate.KIND);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.duplicates(),
                lake.lines("SELECT event_id FROM {events} ORDER BY 1")))
        .containsExactly(1L, 1L, List.of("1", "2", "3"));
  }

  @Test
  void losesNothingToCompactionAndVacuumBetweenRuns() {
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    // A vacuum starts as many tasks, 10,000 unless told.
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    for (String name : List.of("a", "b")) {
      trail.add(DAY, name, event(name, TIME), event("again", TIME));
      lake.ingest(trail);
    }
    for (String table : List.of("events", "files")) {
      spark.sql("OPTIMIZE delta.`%s/%s`".formatted(lake.uri(), table));
      spark.sql("VACUUM delta.`%s/%s` RETAIN 0 HOURS".formatted(lake.uri(), table));
    }
    trail.add(DAY, "d", event("a", TIME).replace("1.08", "1.09"), event("b", TIME));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.objectsKnown(),
                result.rowsWritten(),
                result.duplicates(),
                result.conflicting(),
                lake.lines("SELECT event_id FROM {events} ORDER BY 1")))
        .containsExactly(2L, 1L, 1L, 1L, List.of("a", "a", "again", "b"));
  }

  @Test
  void ingestsTheSameObjectsTwiceAtATime() {
    lake = onLocalDisk();
    for (int i = 1; i <= 2; i++) {
      trail.add(DAY, "a" + i, event("a" + i, TIME));
      trail.add(DAY, "b" + i, event("b" + i, TIME), event("a" + i, TIME));
      atATime(() -> lake.ingest(trail), () -> lake.ingest(trail));
    }
    LakeContent content = lake.requireSound();
    assertThat(List.of(content.hashes().size(), content.objects().size())).containsExactly(4, 4);
  }

  @Test
  void ingestsTwoAccountsAtATime() {
    lake = onLocalDisk();
    for (int i = 1; i <= 2; i++) {
      trail.add(DAY, "a" + i, event("a" + i, TIME), event("both" + i, TIME));
      other.addOf(
          OTHER_ACCOUNT, "eu-west-1", DAY, "b" + i, event("b" + i, TIME), event("both" + i, TIME));
      atATime(() -> lake.ingest(trail), () -> lake.ingest(other));
    }
    LakeContent content = lake.requireSound();
    assertThat(List.of(content.hashes().size(), content.objects().size())).containsExactly(6, 4);
  }

  @Test
  void ingestsOverlappingObjectsAtATime() {
    lake = onLocalDisk();
    for (int i = 1; i <= 2; i++) {
      trail.add(DAY, "a" + i, event("a" + i, TIME));
      other.addOf(OTHER_ACCOUNT, "eu-west-1", DAY, "b" + i, event("b" + i, TIME));
      List<IngestResult> results =
          atATime(() -> lake.ingest(trail), () -> lake.ingest(trail, other));
      results.forEach(ParallelRunsTest::requireBalance);
    }
    LakeContent content = lake.requireSound();
    assertThat(List.of(content.hashes().size(), content.objects().size())).containsExactly(4, 4);
  }

  private TestLake onLocalDisk() {
    return new TestLake(spark, folder.resolve("local").toString());
  }

  private static boolean commitsEvents(String call) {
    return call.startsWith("rename")
        && call.contains("/events/_delta_log/")
        && !call.endsWith("0.json");
  }

  private static void requireBalance(IngestResult result) {
    result.requireBalance(result.rowsWritten());
  }

  private static List<IngestResult> atATime(
      Supplier<IngestResult> one, Supplier<IngestResult> other) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<IngestResult> beside = thread.submit(other::get);
      return List.of(one.get(), beside.get());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      thread.shutdownNow();
    }
  }
}
