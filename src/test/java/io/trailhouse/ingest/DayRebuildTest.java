package io.trailhouse.ingest;

import static io.trailhouse.ingest.TestTrail.event;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.SparkTest;
import io.trailhouse.record.Limits;
import io.trailhouse.table.Fate;
import io.trailhouse.table.LakeContent;
import io.trailhouse.table.MortalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class DayRebuildTest {

  private static final String DAY = "2026-09-28";
  private static final String TIME = "2026-09-28T10:00:00Z";
  private static final String NEXT_DAY = "2026-09-29";

  private final SparkSession spark;

  @TempDir Path folder;
  private TestTrail trail = new TestTrail(Path.of("."));
  private TestLake lake;

  DayRebuildTest(SparkSession spark) {
    this.spark = spark.newSession();
    this.lake = new TestLake(this.spark, "");
    MortalFileSystem.install(this.spark);
  }

  @BeforeEach
  void ingest() {
    MortalFileSystem.meet(Fate.KIND);
    trail = new TestTrail(folder.resolve("trail"));
    lake = new TestLake(spark, MortalFileSystem.address(folder.resolve("lake")));
    trail.add(DAY, "a", event("1", TIME), event("2", TIME), "{}");
    lake.ingest(trail);
    trail.add(DAY, "b", event("2", TIME), event("3", TIME));
    trail.add(
        NEXT_DAY, "c", event("4", "2026-09-28T23:59:59Z"), event("5", NEXT_DAY + "T00:00:00Z"));
    lake.ingest(trail);
  }

  @AfterEach
  void beKind() {
    MortalFileSystem.meet(Fate.KIND);
  }

  @Test
  void bringsBackRowsThatWereDeleted() {
    LakeContent before = lake.requireSound();
    spark.sql("DELETE FROM " + events() + " WHERE event_id IN ('1', '4')");
    DayRebuild.Rebuilt rebuilt = rebuild(trail).execute();
    assertThat(List.of(rebuilt.rowsBefore(), rebuilt.rows(), lake.content().hashes()))
        .containsExactly(2L, 4L, before.hashes());
  }

  @Test
  void bringsBackFilesThatWereLost() throws IOException {
    LakeContent before = lake.requireSound();
    try (Stream<Path> files = Files.walk(folder.resolve("lake/events"))) {
      for (Path file :
          files.filter(path -> path.toString().contains("event_date=" + DAY)).toList()) {
        if (file.toString().endsWith(".parquet")) {
          Files.delete(file);
        }
      }
    }
    rebuild(trail).execute();
    assertThat(lake.content().hashes()).isEqualTo(before.hashes());
  }

  @Test
  void dropsRowsThatTheTrailDoesNotHave() {
    LakeContent before = lake.requireSound();
    spark
        .read()
        .format("delta")
        .load(lake.uri() + "/events")
        .where("event_id = '1'")
        .withColumn("content_hash", expr("unhex(md5('forged'))"))
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .save(lake.uri() + "/events");
    rebuild(trail).execute();
    assertThat(lake.content().hashes()).isEqualTo(before.hashes());
  }

  @Test
  void leavesLedgerQuarantineAndRunsAsTheyAre() {
    LakeContent before = lake.requireSound();
    rebuild(trail).execute();
    LakeContent after = lake.content();
    assertThat(List.of(after.objects(), after.rowsOfRun(), after.runs(), after.quarantined()))
        .containsExactly(before.objects(), before.rowsOfRun(), before.runs(), before.quarantined());
  }

  @Test
  void changesNothingIfAnObjectIsGone() throws IOException {
    LakeContent before = lake.requireSound();
    Files.delete(trail.key(TestTrail.ACCOUNT, TestTrail.REGION, DAY, "b"));
    Throwable refusal = catchThrowable(() -> rebuild(trail).execute());
    assertThat(refusal).hasMessageStartingWith("Cannot rebuild 2026-09-28: 1 of 3 objects that");
    assertThat(lake.requireSound()).isEqualTo(before);
  }

  @Test
  void changesNothingIfItsLimitsReadLess() {
    trail.add(DAY, "d", event("6", TIME, TestTrail.REGION, "x".repeat(1_024), "Name"));
    lake.ingest(trail);
    LakeContent before = lake.requireSound();
    Limits lower = new Limits(1_024, 1 << 20, 100);
    Throwable refusal = catchThrowable(() -> rebuild(lower, trail).execute());
    assertThat(refusal).hasMessageMatching(".* read of .*_d.json.gz were 1 .* are 0 now; .*");
    assertThat(lake.requireSound()).isEqualTo(before);
  }

  @Test
  void looksAgainIfARunCameFirst() {
    TestTrail late = new TestTrail(folder.resolve("late"));
    late.add(DAY, "d", event("1", TIME), event("6", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(DayRebuildTest::commitsEvents, () -> lake.ingest(late)));
    rebuild(trail, late).execute();
    assertThat(lake.lines("SELECT event_id FROM {events} ORDER BY 1"))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void makesARunLookAgainThatItCameBefore() {
    spark.sql("DELETE FROM " + events() + " WHERE event_id = '1'");
    TestTrail late = new TestTrail(folder.resolve("late"));
    late.add(DAY, "d", event("1", TIME), event("6", TIME));
    MortalFileSystem.meet(
        Fate.Meanwhile.before(DayRebuildTest::commitsEvents, () -> rebuild(trail).execute()));
    lake.ingest(late);
    assertThat(lake.lines("SELECT event_id FROM {events} ORDER BY 1"))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  private String events() {
    return "delta.`%s/events`".formatted(lake.uri());
  }

  private DayRebuild rebuild(Object... trails) {
    return rebuild(Limits.DEFAULT, trails);
  }

  private DayRebuild rebuild(Limits limits, Object... trails) {
    return new DayRebuild(
        spark,
        new IngestConfig(TestLake.all(trails), lake.uri(), limits, "test"),
        LocalDate.parse(DAY),
        IngestProgress.NONE);
  }

  private static boolean commitsEvents(String call) {
    return call.startsWith("rename") && call.contains("/events/_delta_log/");
  }
}
