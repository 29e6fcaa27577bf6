package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trails and lakes that are not there, in the wrong place, or closed. */
@SparkTest
final class PlacesTest {

  @TempDir private Path folder;

  PlacesTest(SparkSession shared) {
    assertThat(shared.version()).isNotNull();
  }

  @Test
  void needsATrail() {
    assertThat(ingest(folder.resolve("nowhere"), folder.resolve("lake")).complaint())
        .isEqualTo(
            "trailhouse: Cannot read trail %1$s: there is no file:%1$s; check the name."
                .formatted(folder.resolve("nowhere")));
  }

  @Test
  void makesNoLakeIfThereIsNoTrail() {
    CommandLineRun run = ingest(folder.resolve("nowhere"), folder.resolve("lake"));

    assertThat(run.exitCode() + " " + Files.exists(folder.resolve("lake"))).isEqualTo("3 false");
  }

  @Test
  void knowsNoOtherFileSystems() {
    assertThat(CommandLineRun.of("ingest", "--trail", "s4://b/x", "--lake", "x").complaint())
        .isEqualTo(
            "trailhouse: Cannot read trail s4://b/x: no file system is known for such an address;"
                + " write s3a:// for S3, or set fs.<scheme>.impl in the Hadoop configuration.");
  }

  @Test
  void tellsThatALakeOnAnotherFileSystemCannotBe() throws IOException {
    CommandLineRun run = ingest(trail(), "s4://b/x");

    assertThat(run.exitCode() + " " + run.complaint())
        .isEqualTo(
            "3 trailhouse: The storage refuses: No FileSystem for scheme \"s4\"; check bucket,"
                + " endpoint and credentials.");
  }

  @Test
  void showsStackTracesOnlyIfAsked() {
    String[] command = {"status", "--lake", folder.resolve("nowhere").toString()};
    String[] verbose = {command[0], command[1], command[2], "--verbose"};

    assertThat(CommandLineRun.of(command).err()).doesNotContain("\tat ");
    assertThat(CommandLineRun.of(verbose).err())
        .contains("io.trailhouse.TrailhouseException: There is no lake at", "\tat ");
  }

  @Test
  void saysHowToMakeALake() {
    Path nowhere = folder.resolve("nowhere");

    assertThat(CommandLineRun.of("status", "--lake", nowhere.toString()))
        .isEqualTo(
            new CommandLineRun(
                3,
                "",
                "trailhouse: There is no lake at file:%1$s; check --lake, or make one with:"
                        .formatted(nowhere)
                    + " trailhouse ingest --trail URI --lake file:%s%n".formatted(nowhere)));
  }

  @Test
  void tellsThatALakeCannotBeAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    CommandLineRun status = CommandLineRun.of("status", "--lake", file.toString());
    CommandLineRun ingest = ingest(trail(), file);

    assertThat(status.exitCode() + " " + status.complaint())
        .startsWith("3 trailhouse: There is no lake at file:" + file);
    assertThat(ingest.exitCode() + " " + ingest.complaint())
        .startsWith("3 trailhouse: ")
        .contains(file.toString());
  }

  @Test
  void readsNothingOfALakeInsideTheTrail() throws IOException {
    Path trail = trail();
    ingest(trail, trail.resolve("lake"));

    CommandLineRun again = ingest(trail, trail.resolve("lake"));

    assertThat(again.out())
        .startsWith("Objects: 1 listed = 1 known + 0 ingested + 0 quarantined\n")
        .endsWith("Nothing is new; nothing was written.\n");
  }

  @Test
  void readsATrailInsideTheLake() throws IOException {
    CommandLineRun run = ingest(trail(), folder);

    assertThat(run.exitCode() + run.out())
        .startsWith("0Objects: 1 listed = 0 known + 1 ingested + 0 quarantined\n");
  }

  @Test
  void readsNothingOfALakeThatIsTheTrail() throws IOException {
    Path trail = trail();
    ingest(trail, trail);

    assertThat(ingest(trail, trail).out()).startsWith("Objects: 1 listed = 1 known + 0 ingested");
  }

  @Test
  void tellsThatATrailMayNotBeRead() {
    CommandLineRun run = closed("ingest", "--trail", "closed:/trail", "--lake", "lake");

    assertThat(run.exitCode() + " " + run.complaint())
        .isEqualTo(
            "3 trailhouse: Cannot read trail closed:/trail: no permission to list closed:/trail;"
                + " allow it (on S3: s3:ListBucket), or use other credentials.");
  }

  @Test
  void tellsThatALakeMayNotBeRead() {
    CommandLineRun run = closed("status", "--lake", "closed:/lake");

    assertThat(run.exitCode() + " " + run.complaint())
        .isEqualTo(
            "3 trailhouse: No permission: closed:/lake/events/_delta_log; allow it, or use other"
                + " credentials.");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsThatALakeMayNotBeWritten() {
    CommandLineRun run = ingest(trail(), "/proc/lake");

    assertThat(run.exitCode() + " " + run.complaint())
        .startsWith("3 trailhouse: Cannot write there: ")
        .contains("/proc/lake/");
  }

  /** Runs a command with the file system {@code closed}: root may do everything on a real one. */
  private static CommandLineRun closed(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--conf=spark.hadoop.fs.closed.impl=" + ClosedFileSystem.class.getName();
    return CommandLineRun.of(all);
  }

  private Path trail() {
    Path trail = folder.resolve("trail");
    new Trail(trail).with("a.json.gz", Trail.records(Trail.event("a")));
    return trail;
  }

  private static CommandLineRun ingest(Object trail, Object lake) {
    return CommandLineRun.of("ingest", "--trail", trail.toString(), "--lake", lake.toString());
  }
}
