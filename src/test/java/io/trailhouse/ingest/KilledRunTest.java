package io.trailhouse.ingest;

import static io.trailhouse.ingest.TestTrail.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Fate;
import io.trailhouse.table.LakeContent;
import io.trailhouse.table.MortalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run may be killed at any instant and started again: its process dies here at each call that
 * would change something in the lake.
 */
@SparkTest
class KilledRunTest {

  private static final String DAY = "2026-09-28";
  private static final String TIME = "2026-09-28T10:00:00Z";

  private final SparkSession spark;

  @TempDir Path folder;
  private TestTrail trail = new TestTrail(Path.of("."));
  private TestLake lake;

  KilledRunTest(SparkSession spark) {
    this.spark = spark.newSession();
    this.lake = new TestLake(this.spark, "");
    MortalFileSystem.install(this.spark);
  }

  @BeforeEach
  void start() {
    trail = new TestTrail(folder.resolve("trail"));
    lake = new TestLake(spark, MortalFileSystem.address(folder.resolve("lake")));
    spark.sparkContext().setLogLevel("OFF");
  }

  @AfterEach
  void beKind() {
    MortalFileSystem.meet(Fate.KIND);
    spark.sparkContext().setLogLevel("ERROR");
  }

  @Test
  void hasEachEventOnceWhereverTheFirstRunDies() {
    deliver(DAY, "a");
    int calls = callsOf(DAY);
    List<String> failures = new ArrayList<>();
    for (int call = 1; call <= calls; call += 2) {
      lake = new TestLake(spark, MortalFileSystem.address(folder.resolve("lake-" + call)));
      dieAndRunAgain(call, call % 4 == 1, DAY, failures, 3);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void hasEachEventOnceWhereverALaterRunDies() {
    LocalDate day = LocalDate.parse(DAY);
    deliver(day.toString(), "first");
    lake.ingest(trail);
    deliver(day.toString(), "counted");
    int calls = callsOf(day.toString());
    List<String> failures = new ArrayList<>();
    for (int call = 1; call <= calls; call++) {
      day = day.plusDays(1);
      deliver(day.toString(), "n" + call);
      dieAndRunAgain(call, call % 2 == 0, day.toString(), failures, 3 * (call + 2));
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void isFinishedByTheNextRunThatFindsNothingNew() {
    deliver(DAY, "a");
    MortalFileSystem.meet(Fate.DeathAfter.the(call -> isLog(call, "events", 1)));
    assertThat(catchThrowable(() -> lake.ingest(trail))).isNotNull();
    MortalFileSystem.meet(Fate.KIND);
    IngestResult result = lake.ingest(trail);
    assertThat(
            List.of(result.finishedRun(), result.objectsKnown(), lake.requireSound().runs().size()))
        .containsExactly(true, 3L, 1);
  }

  @Test
  void isCommittedAlthoughTheAnswerToItsCommitGetsLost() {
    deliver(DAY, "a");
    MortalFileSystem.meet(Fate.LostAnswer.to(call -> isLog(call, "events", 1)));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), lake.requireSound().hashes().size()))
        .containsExactly(3L, 3);
  }

  @Test
  void isCommittedAlthoughTheAnswerToTheLedgersCommitGetsLost() {
    deliver(DAY, "a");
    MortalFileSystem.meet(Fate.LostAnswer.to(call -> isLog(call, "files", 1)));
    IngestResult result = lake.ingest(trail);
    assertThat(List.of(result.rowsWritten(), lake.requireSound().objects().size()))
        .containsExactly(3L, 3);
  }

  @Test
  void saysThatTheNoteIsGoneThatWouldFinishIt() throws IOException {
    deliver(DAY, "a");
    MortalFileSystem.meet(Fate.DeathAfter.the(call -> isLog(call, "events", 1)));
    assertThat(catchThrowable(() -> lake.ingest(trail))).isNotNull();
    MortalFileSystem.meet(Fate.KIND);
    deleteAll(folder.resolve("lake/_trailhouse/commits"), ".json");
    assertThatThrownBy(() -> lake.ingest(trail))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("The ledger at %s/files is behind".formatted(lake.uri()));
  }

  @Test
  void saysThatTheFilesAreGoneThatWouldFinishIt() throws IOException {
    deliver(DAY, "a");
    MortalFileSystem.meet(Fate.DeathAfter.the(call -> isLog(call, "events", 1)));
    assertThat(catchThrowable(() -> lake.ingest(trail))).isNotNull();
    MortalFileSystem.meet(Fate.KIND);
    deleteAll(folder.resolve("lake/files"), ".parquet");
    assertThatThrownBy(() -> lake.ingest(trail))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("which would finish it, is gone");
  }

  /** Three objects of an event each, one of which was delivered before, and a damaged record. */
  private void deliver(String day, String name) {
    trail.add(day, name + "1", event(name + "1", TIME), "{\"eventID\":\"no time\"}");
    trail.add(day, name + "2", event(name + "2", TIME), event(name + "1", TIME));
    trail.add(day, name + "3", event(name + "3", TIME));
  }

  /** How many calls of a run change something. */
  private int callsOf(String day) {
    Fate.Count count = new Fate.Count();
    MortalFileSystem.meet(count);
    ingest(day);
    MortalFileSystem.meet(Fate.KIND);
    return count.calls();
  }

  private IngestResult ingest(String day) {
    return lake.ingestDays(day, LocalDate.parse(day).plusDays(1).toString(), trail);
  }

  /** Notes what is wrong with the lake after a run that died and one that did not. */
  private void dieAndRunAgain(
      int call, boolean takesEffect, String day, List<String> failures, int objects) {
    MortalFileSystem.meet(Fate.Death.at(call, takesEffect));
    Throwable died = catchThrowable(() -> ingest(day));
    MortalFileSystem.meet(Fate.KIND);
    Throwable wrong =
        catchThrowable(
            () -> {
              ingest(day);
              LakeContent content = lake.requireSound();
              // Of an object each, one event.
              assertThat(List.of(content.hashes().size(), content.objects().size()))
                  .containsExactly(objects, objects);
            });
    if (wrong != null) {
      failures.add("call %d, effective %s, %s: %s".formatted(call, takesEffect, died, wrong));
    }
  }

  private static boolean isLog(String call, String table, int version) {
    return call.startsWith("rename")
        && call.endsWith("/%s/_delta_log/%020d.json".formatted(table, version));
  }

  private static void deleteAll(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(suffix)).toList()) {
        Files.delete(file);
      }
    }
  }
}
