package io.trailhouse.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.table.Fate;
import io.trailhouse.table.MortalFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class ArchiveTest {

  private static final String RECORDS =
      "{\"Records\":[{\"eventTime\":\"2026-09-28T10:00:00Z\",\"eventName\":\"%s\"}]}";

  private final SparkSession spark;

  @TempDir Path folder;

  ArchiveTest(SparkSession spark) {
    this.spark = spark.newSession();
    MortalFileSystem.install(this.spark);
  }

  @BeforeEach
  void beQuiet() {
    spark.sparkContext().setLogLevel("OFF");
  }

  @AfterEach
  void beKind() {
    MortalFileSystem.meet(Fate.KIND);
    spark.sparkContext().setLogLevel("ERROR");
  }

  @Test
  void packsObjectsOfADayIntoOneFile() throws IOException {
    deliver("2026-09-28", "a");
    deliver("2026-09-28", "b");
    assertThat(archive())
        .returns(2L, ArchiveResult::objectsPacked)
        .returns(2L, ArchiveResult::records)
        .returns(
            Files.size(folder.resolve("out").resolve(files().get(0))), ArchiveResult::fileBytes);
    assertThat(files()).singleElement().asString().startsWith("2026-09-28_2026-09-28_");
  }

  @Test
  void packsNothingTheSecondTime() throws IOException {
    deliver("2026-09-28", "a");
    archive();
    List<String> before = files();
    assertThat(List.of(archive().objectsHeld(), files())).containsExactly(1L, before);
  }

  @Test
  void packsOnlyWhatIsNew() throws IOException {
    deliver("2026-09-28", "a");
    archive();
    deliver("2026-09-28", "b");
    ArchiveResult result = archive();
    assertThat(List.of(result.objectsHeld(), result.objectsPacked(), files().size()))
        .containsExactly(1L, 1L, 2);
  }

  @Test
  void packsOnlyTheDaysAskedFor() throws IOException {
    deliver("2026-09-28", "a");
    deliver("2026-09-29", "b");
    deliver("2026-09-30", "c");
    job("out", "2026-09-29", "2026-09-30").execute();
    assertThat(files()).singleElement().asString().startsWith("2026-09-29_2026-09-29_");
  }

  @Test
  void saysWhatItWouldPackAndChangesNothing() throws IOException {
    deliver("2026-09-28", "a");
    ArchiveResult planned = job("out", null, null).plan();
    assertThat(List.of(planned.objectsNew(), planned.files(), Files.exists(folder.resolve("out"))))
        .containsExactly(1L, 0L, false);
  }

  @Test
  void mayLieBelowTheTrail() throws IOException {
    deliver("2026-09-28", "a");
    Path inside = folder.resolve("trail/packed");
    job(inside.toString(), null, null).execute();
    deliver("2026-09-28", "b");
    ArchiveResult result = job(inside.toString(), null, null).execute();
    assertThat(List.of(result.objectsListed(), result.objectsHeld(), result.objectsPacked()))
        .containsExactly(2L, 1L, 1L);
  }

  @Test
  void mayLieBesideTheTrailsOwnFolders() throws IOException {
    deliver("2026-09-28", "a");
    String beside = folder.resolve("trail").toString();
    job(beside, null, null).execute();
    deliver("2026-09-28", "b");
    ArchiveResult result = job(beside, null, null).execute();
    assertThat(List.of(result.objectsListed(), result.objectsHeld(), result.objectsPacked()))
        .containsExactly(2L, 1L, 1L);
  }

  @Test
  void mayNotLieWhereTheTrailDelivers() throws IOException {
    deliver("2026-09-28", "a");
    Path inside = folder.resolve("trail/AWSLogs/packed");
    assertThatThrownBy(() -> job(inside.toString(), null, null).execute())
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot use the archive at %s: archive files are not read in a trail's own folders;"
                    .formatted(inside)
                + " choose an --out that is not in AWSLogs or an account's CloudTrail.");
  }

  @Test
  void leavesDigestsAndForeignFilesAlone() throws IOException {
    deliver("2026-09-28", "a");
    Files.writeString(folder.resolve("trail/notes.txt"), "notes");
    assertThat(archive().leftAlone().values()).containsExactly(1L);
  }

  @Test
  void holdsEachObjectOnceWhereverTheFirstRunDies() throws IOException {
    deliver("2026-09-28", "a");
    deliver("2026-09-28", "b");
    Fate.Count count = new Fate.Count();
    MortalFileSystem.meet(count);
    mortal("counted").execute();
    List<String> failures = new ArrayList<>();
    for (int call = 1; call <= count.calls(); call++) {
      for (boolean takesEffect : new boolean[] {true, false}) {
        String out = "out-%d-%s".formatted(call, takesEffect);
        MortalFileSystem.meet(Fate.Death.at(call, takesEffect));
        Throwable died = catchThrowable(() -> mortal(out).execute());
        MortalFileSystem.meet(Fate.KIND);
        List<String> halfway = files(out);
        mortal(out).execute();
        if (died == null || halfway.size() > 1 || files(out).size() != 1 || records(out) != 2) {
          failures.add("%s: %s, then %s, then %s".formatted(out, died, halfway, files(out)));
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void saysWhichObjectChangedWhileItWasRead() throws IOException {
    Path object = deliver("2026-09-28", "a");
    Archive job = job("out", null, null, () -> write(object, RECORDS.formatted("longer")));
    assertThatThrownBy(job::execute)
        .rootCause()
        .isInstanceOf(TrailhouseException.class)
        .hasMessageMatching("Cannot pack file:.*_a.json: it had 66 bytes .* 71 now. Run it again.");
  }

  @Test
  void saysWhichArchiveFileIsDamaged() throws IOException {
    deliver("2026-09-28", "a");
    write(folder.resolve("out/2026-09-28_2026-09-28_x.trail.avro"), "no Avro");
    assertThatThrownBy(this::archive)
        .isInstanceOf(TrailhouseException.class)
        .hasMessageMatching(
            "Cannot read the archive file file:.*_x.trail.avro: .*; restore it or move it away, and"
                + " run again.");
  }

  private ArchiveResult archive() {
    return job("out", null, null).execute();
  }

  private Archive mortal(String out) {
    return job(MortalFileSystem.address(folder.resolve(out)), null, null);
  }

  private Archive job(String out, @Nullable String from, @Nullable String to) {
    return job(out, from, to, () -> {});
  }

  private Archive job(
      String out, @Nullable String from, @Nullable String to, Runnable beforeReading) {
    LocateConfig trail =
        new LocateConfig(
            List.of(folder.resolve("trail").toString()),
            from == null ? null : LocalDate.parse(from),
            to == null ? null : LocalDate.parse(to),
            Set.of(),
            Set.of(),
            2);
    String uri = out.startsWith("mortal:") ? out : folder.resolve(out).toString();
    return new Archive(
        spark,
        new ArchiveConfig(trail, uri),
        (phase, done, total) -> {
          if (phase == IngestProgress.Phase.READING && done == 0) {
            beforeReading.run();
          }
        });
  }

  private Path deliver(String day, String name) {
    Path file =
        folder
            .resolve("trail/AWSLogs/111122223333/CloudTrail/eu-west-1")
            .resolve(day.replace('-', '/'))
            .resolve(
                "111122223333_CloudTrail_eu-west-1_%sT1005Z_%s.json"
                    .formatted(day.replace("-", ""), name));
    write(file, RECORDS.formatted(name));
    return file;
  }

  private long records(String out) {
    return spark
        .read()
        .format("avro")
        .load(folder.resolve(out).toString())
        .where("record IS NOT NULL")
        .count();
  }

  private List<String> files() throws IOException {
    return files("out");
  }

  /** What readers of the folder see. */
  private List<String> files(String out) throws IOException {
    Path archive = folder.resolve(out);
    if (!Files.exists(archive)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(archive)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("_") && !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
