package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
final class ConfigFileTest {

  @TempDir private Path folder;

  ConfigFileTest(SparkSession shared) {
    assertThat(shared.version()).isNotNull();
  }

  @Test
  void holdsEveryOption() throws IOException {
    trail("one", "111122223333", "eu-west-1", "2026/10/01");
    trail("two", "444455556666", "us-east-1", "2026/10/02");
    trail("two", "777788889999", "us-east-1", "2026/10/02");
    trail("two", "444455556666", "us-west-2", "2026/10/02");
    trail("two", "444455556666", "us-east-1", "2026/10/03");

    CommandLineRun run =
        run(
            List.of("ingest"),
            "trail = %s , %s".formatted(folder.resolve("one"), folder.resolve("two")),
            "lake = " + folder.resolve("lake") + " ",
            "from = 2026-10-01",
            "to = 2026-10-03",
            "account = 111122223333, 444455556666",
            "region = eu-west-1, us-east-1",
            "dry-run = true",
            "max-record-bytes = 4096",
            "max-object-bytes = 4096",
            "max-depth = 8",
            "verbose = false",
            "conf.spark.sql.shuffle.partitions = 3",
            "conf = spark.sql.ansi.enabled=true");

    assertThat(run.out())
        .startsWith(
            """
            Objects: 2 listed = 0 known + 0 ingested + 0 quarantined + 2 new
            Would read 2 objects,\
            """);
  }

  @Test
  void isOverruledByTheCommandLine() throws IOException {
    trail("one", "111122223333", "eu-west-1", "2026/10/01");
    trail("one", "111122223333", "eu-west-1", "2026/10/02");

    CommandLineRun run =
        run(
            List.of("ingest", "--from", "2026-10-02", "--dry-run"),
            "trail=" + folder.resolve("one"),
            "lake=" + folder.resolve("lake"),
            "from=2026-10-01",
            "dry-run=true");

    assertThat(run.out()).contains("Would read 1 object,");
  }

  @Test
  void leavesTheCommandLineAWayToSayNo() throws IOException {
    trail("one", "111122223333", "eu-west-1", "2026/10/01");

    CommandLineRun run =
        run(
            List.of("ingest", "--dry-run=false"),
            "trail=" + folder.resolve("one"),
            "lake=" + folder.resolve("lake"),
            "dry-run=true");

    assertThat(run.out()).contains("Wrote 1 file,");
  }

  @Test
  void prefersWhatIsMeantForTheCommand() throws IOException {
    trail("one", "111122223333", "eu-west-1", "2026/10/01");

    CommandLineRun run =
        run(
            List.of("ingest", "--dry-run"),
            "ingest.trail=" + folder.resolve("one"),
            "trail=" + folder.resolve("nowhere"),
            "sql.lake=" + folder.resolve("other"),
            "lake=" + folder.resolve("lake"));

    assertThat(run.out()).startsWith("Objects: 1 listed");
  }

  @Test
  void givesSettingsToSparkUnlessTheCommandLineDoes() throws IOException {
    trail("one", "111122223333", "eu-west-1", "2026/10/01");
    String lake = folder.resolve("lake").toString();
    CommandLineRun.of("ingest", "--trail", folder.resolve("one").toString(), "--lake", lake);

    CommandLineRun run =
        run(
            List.of(
                "sql",
                "--conf",
                "spark.sql.ansi.enabled=false",
                "--format=csv",
                "SELECT current_timezone(), 1 / 0, CAST('x' AS INT), session_window.start FROM"
                    + " (SELECT 1) LEFT JOIN (SELECT 1 AS a, named_struct('start', 7) AS"
                    + " session_window) ON a = 1"),
            "lake=" + lake,
            "conf.spark.sql.ansi.enabled=true",
            "sql.conf.spark.sql.session.timeZone=CET");

    assertThat(run.out().lines().skip(1)).containsExactly("UTC,,,7");
  }

  @Test
  void refusesWhatIsNoOption() throws IOException {
    CommandLineRun run =
        run(
            List.of("status"),
            "lake=x",
            "tail=y",
            "ingest.form=2026-10-01",
            "config=z",
            "help=true");

    assertThat(run)
        .isEqualTo(
            new CommandLineRun(
                2,
                "",
                """
                trailhouse: Cannot use --config %s: no option that can stand in a file is called\
                 config, help, ingest.form, tail
                See: trailhouse --help
                """
                    .formatted(folder.resolve("night.conf"))));
  }

  @Test
  void refusesSettingsThatWouldBeWithoutEffect() throws IOException {
    assertThat(run(List.of("status"), "lake=x", "conf.fs.s3a.endpoint=y").complaint())
        .isEqualTo(
            "trailhouse: Invalid value for option '--conf' (KEY=VALUE): 'fs.s3a.endpoint' would be"
                + " without effect: settings begin with spark., those of Hadoop with"
                + " spark.hadoop.");
  }

  @Test
  void checksItsValuesLikeTheCommandLines() throws IOException {
    assertThat(run(List.of("ingest"), "trail=x", "lake=y", "from=tomorrow").complaint())
        .isEqualTo(
            "trailhouse: Invalid value for option '--from': 'tomorrow' is no day; write it as"
                + " 2026-10-01, year, month, day");
  }

  @Test
  void mustBeThere() {
    assertThat(CommandLineRun.of("status", "--config", "nowhere.conf").complaint())
        .isEqualTo("trailhouse: Cannot read --config nowhere.conf: there is no such file");
  }

  @Test
  void mustBeAFile() {
    assertThat(CommandLineRun.of("status", "--config=" + folder).complaint())
        .isEqualTo("trailhouse: Cannot read --config %s: Is a directory".formatted(folder));
  }

  @Test
  void mustBeUtf8() throws IOException {
    Path file = folder.resolve("latin.conf");
    Files.write(file, "lake=/data/M\u00fcnchen".getBytes(ISO_8859_1));

    assertThat(CommandLineRun.of("status", "--config", file.toString()).complaint())
        .isEqualTo("trailhouse: Cannot read --config %s: it is not UTF-8 text".formatted(file));
  }

  @Test
  void needsAName() {
    assertThat(CommandLineRun.of("status", "--config").complaint())
        .isEqualTo("trailhouse: Missing required parameter for option '--config' (FILE)");
  }

  private void trail(String root, String account, String region, String day) {
    new Trail(folder.resolve(root))
        .with(
            "AWSLogs/%s/CloudTrail/%s/%s/a.json.gz".formatted(account, region, day),
            Trail.records(Trail.event(account + region + day)));
  }

  private CommandLineRun run(List<String> args, String... lines) throws IOException {
    Path file = folder.resolve("night.conf");
    Files.write(file, Arrays.asList(lines), UTF_8);
    List<String> all = new ArrayList<>(args);
    all.add("--config");
    all.add(file.toString());
    return CommandLineRun.of(all.toArray(String[]::new));
  }
}
