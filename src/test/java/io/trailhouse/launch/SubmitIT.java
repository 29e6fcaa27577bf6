package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands on the embedded Spark and through spark-submit of an installed one, from
 * another folder than the project's.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SubmitIT {

  private static final String TRAIL = Launch.PROJECT.resolve(SampleTrail.COMMITTED).toString();
  private static final String BY_PARTITION =
      """
      SELECT event_date, aws_region, event_source, count(*) AS events
      FROM events GROUP BY ALL ORDER BY ALL
      """;

  private static final String INCUBATOR_WARNING = "^WARNING: Using incubator modules: .*\n";

  private Launch embedded = Launch.trailhouse();
  private Launch submitted = Launch.trailhouse();
  private Outcome embeddedIngest = new Outcome(-1, "", "");
  private Outcome submittedIngest = new Outcome(-1, "", "");

  @BeforeAll
  void ingestTheSample(@TempDir Path folder) throws IOException {
    embedded = Launch.trailhouse().in(folder);
    submitted =
        embedded
            .with("SPARK_HOME", SparkHome.withCommand().toString())
            .with("SPARK_SUBMIT_OPTS", Launch.START_FAST)
            .with("TRAILHOUSE_SUBMIT_OPTS", "--master local[2]");
    embeddedIngest = embedded.run("ingest", "--trail", TRAIL, "--lake", "a lake");
    submittedIngest = submitted.run("ingest", "--trail", TRAIL, "--lake", "another");
  }

  @Test
  void embeddedSaysThatSomethingWasQuarantined() {
    assertThat(embeddedIngest.code()).as(embeddedIngest.err()).isEqualTo(4);
  }

  @Test
  void submittedSaysThatSomethingWasQuarantined() {
    assertThat(submittedIngest.code()).as(submittedIngest.err()).isEqualTo(4);
  }

  @Test
  void bothAnswerAndIngestTheSame() {
    Outcome answer = embedded.run("sql", "--lake", "another", "--format", "csv", BY_PARTITION);
    assertThat(submit("sql", "--lake", "a lake", "--format", "csv", BY_PARTITION))
        .isEqualTo(new Outcome(0, answer.out(), ""));
  }

  @Test
  void bothRefuseAWrongCommandLine() {
    assertThat(submit("sql", "SELECT 1"))
        .isEqualTo(embedded.run("sql", "SELECT 1"))
        .extracting(Outcome::code)
        .isEqualTo(2);
  }

  @Test
  void bothSayThatThereIsNoTrail() {
    assertThat(submit("ingest", "--trail", "nowhere", "--lake", "a lake"))
        .isEqualTo(embedded.run("ingest", "--trail", "nowhere", "--lake", "a lake"))
        .extracting(Outcome::code)
        .isEqualTo(3);
  }

  @Test
  void submitsToASparkWithoutItsCommands() throws IOException {
    assertThat(
            submitted
                .with("SPARK_HOME", SparkHome.withJarsOnly().toString())
                .run("status", "--lake", "nowhere")
                .code())
        .isEqualTo(3);
  }

  /** Without what Java says about a module that Spark's command asks for. */
  private Outcome submit(String... arguments) {
    Outcome outcome = submitted.run(arguments);
    return new Outcome(
        outcome.code(), outcome.out(), outcome.err().replaceFirst(INCUBATOR_WARNING, ""));
  }
}
