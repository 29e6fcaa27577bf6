package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands leave out where {@code --quiet} is given. */
@SparkTest
final class QuietTest {

  @TempDir private static Path temporary;
  private static Path lake;
  private static CommandLineRun ingest;

  @BeforeAll
  static void ingest(SparkSession spark) {
    lake = temporary.resolve("lake");
    ingest =
        CommandLineRun.of(
            "ingest", "--trail", "src/sample/trail", "--lake", lake.toString(), "--quiet");
  }

  @Test
  void tellsNothingOfAnIngestButItsAnswer() {
    assertThat(List.of(ingest.err(), ingest.out().startsWith("Objects: ")))
        .containsExactly("", true);
  }

  @Test
  void tellsNothingOfReportsButTheirAnswer() {
    String out = temporary.resolve("reports").toString();
    String[] report = {"report", "root-activity", "--lake", lake.toString(), "--out", out};
    CommandLineRun loud = CommandLineRun.of(report);
    CommandLineRun quiet =
        CommandLineRun.of(
            "report", "root-activity", "--quiet", "--lake", lake.toString(), "--out", out);
    assertThat(List.of(loud.err().isEmpty(), quiet)).containsExactly(false, without(loud));
  }

  @Test
  void tellsErrors() {
    assertThat(CommandLineRun.of("status", "--quiet", "--lake", temporary + "/none").complaint())
        .startsWith("trailhouse: There is no lake at ");
  }

  @Test
  void tellsWhatIsWrongWithTheCommandLine() {
    assertThat(CommandLineRun.of("sql", "--quiet", "--lake", lake.toString(), "  ").complaint())
        .startsWith("trailhouse: The query is empty");
  }

  @Test
  void cannotBeVerboseToo() {
    CommandLineRun run =
        CommandLineRun.of("status", "--quiet", "--verbose", "--lake", lake.toString());
    assertThat(List.of(run.exitCode(), run.complaint()))
        .containsExactly(
            2, "trailhouse: --quiet and --verbose contradict each other; give one of them");
  }

  private static CommandLineRun without(CommandLineRun loud) {
    return new CommandLineRun(loud.exitCode(), loud.out(), "");
  }
}
