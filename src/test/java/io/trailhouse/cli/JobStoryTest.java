package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark's page says about the jobs of a command. */
@SparkTest
final class JobStoryTest {

  private static final String UNTOLD = "nothing";

  @TempDir private Path temporary;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final SparkListener listener = new Listener(told);
  private SparkContext spark;
  private String lake;

  @BeforeEach
  void listen(SparkSession session) {
    lake = temporary.resolve("lake").toString();
    spark = session.sparkContext();
    spark.setJobDescription(null);
    spark.addSparkListener(listener);
  }

  @AfterEach
  void stopListening() {
    spark.removeSparkListener(listener);
    spark.setJobDescription(null);
  }

  @Test
  void tellsWhatEachJobOfAnIngestDoes() {
    ingest();
    assertThat(story())
        .noneMatch(UNTOLD::equals)
        .anyMatch(job -> job.matches("ingest: run [0-9a-f-]{36}: reading \\d+ objects of .*"))
        .anyMatch(job -> job.matches("ingest: run [0-9a-f-]{36}: comparing events in .*"));
    ingest();
    assertThat(story())
        .isNotEmpty()
        .allMatch(job -> job.matches("ingest: looking up \\d+ objects in the ledger"));
  }

  @Test
  void tellsWhatEachJobOfReportsDoes() {
    ingest();
    story();
    CommandLineRun run =
        CommandLineRun.of(
            "report",
            "callers",
            "new-behaviour",
            "sessions",
            "--lake",
            lake,
            "--out",
            temporary.resolve("reports").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(story())
        .noneMatch(UNTOLD::equals)
        .anyMatch(job -> job.startsWith("people of "))
        .anyMatch(job -> job.startsWith("report: summing up the events of "))
        .anyMatch(job -> job.contains("report: bringing first_seen up to date"))
        .contains("report: callers", "report: sessions");
  }

  @Test
  void tellsWhatEachJobOfMaintenanceDoes() {
    ingest();
    story();
    CommandLineRun.of(
        "maintain",
        "--lake",
        lake,
        "--expire",
        "36500",
        "--partition-by",
        "date,region",
        "--compact",
        "--vacuum");
    assertThat(story())
        .noneMatch(UNTOLD::equals)
        .anyMatch(job -> job.matches("Moving \\d+ files of events to partitions by date,region"));
  }

  @Test
  void tellsWhatIsAskedOfTheLake() {
    ingest();
    story();
    CommandLineRun.of("status", "--lake", lake);
    CommandLineRun.of("sql", "--lake", lake, "SELECT count(DISTINCT caller) FROM events");
    assertThat(story())
        .allMatch(job -> job.contains("status: ") || job.contains("sql: "))
        .contains("status: adding up the ledger", "sql: SELECT count(DISTINCT caller) FROM events");
  }

  private void ingest() {
    CommandLineRun.of("ingest", "--trail", "src/sample/trail", "--lake", lake);
  }

  /** What was told since it was asked for last. */
  private List<String> story() {
    try {
      spark.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new AssertionError("Spark does not tell what it does", e);
    }
    List<String> story = List.copyOf(told);
    told.clear();
    return story;
  }

  private static final class Listener extends SparkListener {

    private final Queue<String> told;

    private Listener(Queue<String> told) {
      this.told = told;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      told.add(start.properties().getProperty("spark.job.description", UNTOLD));
    }
  }
}
