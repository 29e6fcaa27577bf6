package io.trailhouse.ingest;

import static io.trailhouse.ingest.TestTrail.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.SparkTest;
import io.trailhouse.maintain.Compaction;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.maintain.Expiry;
import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.maintain.Repartition;
import io.trailhouse.table.Fate;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeContent;
import io.trailhouse.table.MortalFileSystem;
import io.trailhouse.table.Partitioning;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance in the middle of runs, runs in the middle of maintenance, and its death. */
@SparkTest
class MaintenanceBesideRunsTest {

  private static final String DAY = "2026-09-28";
  private static final String TIME = "2026-09-28T10:00:00Z";

  private final SparkSession spark;

  @TempDir Path folder;
  private TestTrail trail = new TestTrail(Path.of("."));
  private TestTrail late = new TestTrail(Path.of("."));
  private TestLake lake;

  MaintenanceBesideRunsTest(SparkSession spark) {
    this.spark = spark.newSession();
    this.lake = new TestLake(this.spark, "");
    MortalFileSystem.install(this.spark);
  }

  @BeforeEach
  void ingestTwice() {
    MortalFileSystem.meet(Fate.KIND);
    trail = new TestTrail(folder.resolve("trail"));
    late = new TestTrail(folder.resolve("late"));
    lake = new TestLake(spark, MortalFileSystem.address(folder.resolve("lake")));
    trail.add(DAY, "a", event("1", TIME));
    lake.ingest(trail);
    trail.add(DAY, "b", event("2", TIME));
    lake.ingest(trail);
  }

  @AfterEach
  void beKind() {
    MortalFileSystem.meet(Fate.KIND);
  }

  @Test
  void compactsInTheMiddleOfARunsCommit() {
    trail.add(DAY, "c", event("3", TIME), event("1", TIME));
    List<CompactionResult> compacted = new ArrayList<>();
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            MaintenanceBesideRunsTest::commitsEvents, () -> compacted.add(compact())));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                compacted.get(0).filesBefore(),
                result.rowsWritten(),
                result.duplicates(),
                lake.requireSound().hashes().size()))
        .containsExactly(2L, 1L, 1L, 3);
  }

  @Test
  void ingestsInTheMiddleOfACompactionsCommit() {
    late.add(DAY, "c", event("3", TIME), event("1", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, () -> lake.ingest(late)));
    CompactionResult compacted = compact();
    assertThat(
            List.of(
                compacted.filesBefore(),
                compacted.filesAfter(),
                lake.requireSound().hashes().size()))
        .containsExactly(2L, 1L, 3);
  }

  @Test
  void leavesWhatAnotherCompactionMerged() {
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, this::compact));
    CompactionResult compacted = compact();
    assertThat(List.of(compacted.filesBefore(), (long) lake.requireSound().hashes().size()))
        .containsExactly(0L, 2L);
  }

  @Test
  void losesNothingWhereverACompactionDies() {
    LakeContent before = lake.requireSound();
    List<LakeContent> after = new ArrayList<>();
    boolean died = true;
    for (int call = 1; died; call++) {
      MortalFileSystem.meet(Fate.Death.at(call, call % 2 == 0));
      died = catchThrowable(this::compact) != null;
      MortalFileSystem.meet(Fate.KIND);
      after.add(lake.requireSound());
    }
    assertThat(after).hasSizeGreaterThan(3).allMatch(before::equals);
  }

  @Test
  void movesInTheMiddleOfARunsCommit() {
    trail.add(DAY, "c", event("3", TIME), event("1", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, this::move));
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(
                result.rowsWritten(),
                result.duplicates(),
                lake.requireSound().hashes().size(),
                lake().partitioning()))
        .containsExactly(1L, 1L, 3, Partitioning.DATE_REGION);
  }

  @Test
  void ingestsInTheMiddleOfAMovesCommit() {
    late.add(DAY, "c", event("3", TIME), event("1", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, () -> lake.ingest(late)));
    CompactionResult moved = move();
    assertThat(
            List.of(
                moved.filesBefore(),
                moved.filesAfter(),
                lake.requireSound().hashes().size(),
                lake().partitioning()))
        .containsExactly(3L, 1L, 3, Partitioning.DATE_REGION);
  }

  @Test
  void compactsInTheMiddleOfAMovesCommit() {
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, this::compact));
    CompactionResult moved = move();
    assertThat(
            List.of(
                moved.filesBefore(), lake.requireSound().hashes().size(), lake().partitioning()))
        .containsExactly(1L, 2, Partitioning.DATE_REGION);
  }

  @Test
  void leavesALakeThatIsMovedInTheMiddleOfACompaction() {
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, this::move));
    CompactionResult compacted = compact();
    assertThat(
            List.of(
                compacted.filesBefore(),
                lake.requireSound().hashes().size(),
                lake().partitioning()))
        .containsExactly(0L, 2, Partitioning.DATE_REGION);
  }

  @Test
  void losesNothingWhereverAMoveDies() {
    LakeContent before = lake.requireSound();
    List<LakeContent> after = new ArrayList<>();
    boolean died = true;
    for (int call = 1; died; call++) {
      MortalFileSystem.meet(Fate.Death.at(call, call % 2 == 0));
      died = catchThrowable(this::move) != null;
      MortalFileSystem.meet(Fate.KIND);
      after.add(lake.requireSound());
    }
    assertThat(after).hasSizeGreaterThan(3).allMatch(before::equals);
  }

  @Test
  void keepsWhatARunBroughtInTheMiddleOfAnExpiry() {
    late.add("2026-09-30", "c", event("3", "2026-09-30T10:00:00Z"));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(MaintenanceBesideRunsTest::commitsEvents, () -> lake.ingest(late)));
    new Expiry(spark, lake()).execute(LocalDate.parse("2026-09-29"));
    assertThat(lake.lines("SELECT event_id FROM {events}")).containsExactly("3");
  }

  @Test
  void doesNotIngestAgainWhatIsExpired() {
    new Expiry(spark, lake()).execute(LocalDate.parse("2026-09-29"));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.objectsKnown(), (long) lake.content().hashes().size()))
        .containsExactly(2L, 0L);
  }

  private CompactionResult compact() {
    return new Compaction(spark, lake(), MaintainProgress.NONE).execute(1_000);
  }

  private CompactionResult move() {
    return new Repartition(spark, lake(), Partitioning.DATE_REGION, MaintainProgress.NONE)
        .execute();
  }

  private Lake lake() {
    return Lake.at(spark.sessionState().newHadoopConf(), lake.uri());
  }

  private static boolean commitsEvents(String call) {
    return call.startsWith("rename") && call.contains("/events/_delta_log/");
  }
}
