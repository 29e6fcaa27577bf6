package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands as their users run them, with the trail and the lake in buckets. */
@S3Test
@TestInstance(Lifecycle.PER_CLASS)
class S3IngestIT {

  private static final String ACCOUNT = "111122223333";
  private static final String OTHER_ACCOUNTS = "123456789012,444455556666,777788889999";

  private static final String DELTAS_OWN = "io.delta.storage.S3SingleDriverLogStore";
  private static final String NO_CONDITIONS =
      "spark.hadoop.fs.s3a.create.conditional.enabled=false";

  private static final String CONTENT =
      """
      SELECT count(*) AS count, sum(CAST(xxhash64(event_id, event_time, event_name) AS DECIMAL(38)))
      FROM events
      UNION ALL
      SELECT count(*), sum(CAST(xxhash64(source_file, version) AS DECIMAL(38))) FROM files
      ORDER BY count
      """;

  private final S3Bucket bucket;
  private final String trail;
  private final String lake;
  private final Launch trailhouse;
  private Outcome first = new Outcome(-1, "", "");
  private JsonNode firstStatus = NullNode.getInstance();

  S3IngestIT(S3Proxy s3) {
    this.bucket = s3.newBucket();
    this.trail = bucket.address() + "/trail";
    this.lake = s3.newBucket().address() + "/lake";
    this.trailhouse = Launch.trailhouse().with(s3.environment());
  }

  @BeforeAll
  void ingestTheSample() throws IOException {
    bucket.putAll("trail", Launch.PROJECT.resolve(SampleTrail.COMMITTED));
    first = ingest(lake);
    firstStatus = status();
  }

  @Test
  void saysThatSomethingWasQuarantined() {
    assertThat(first.code()).as(first.err()).isEqualTo(4);
  }

  @Test
  void holdsEachEventOnce() {
    assertThat(firstStatus.at("/tables/0/rows").intValue()).isEqualTo(SampleTrail.truth().events());
  }

  @Test
  void changesNothingTheSecondTime() throws IOException {
    ingest(lake);
    assertThat(status()).isEqualTo(firstStatus);
  }

  @Test
  void holdsEachEventOnceWhenTwoRunsMeet() {
    String contested = lake + "-of-two";
    CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(() -> ingest(contested));
    ingest(contested);
    other.join();
    assertThat(events(contested)).isEqualTo(SampleTrail.truth().events());
  }

  @Test
  void endsAsOneRunWouldWhenTwoRunsOfDifferentAccountsMeet() throws IOException {
    String contested = lake + "-of-accounts";
    CompletableFuture<Outcome> other =
        CompletableFuture.supplyAsync(() -> ingest(contested, "--account", OTHER_ACCOUNTS));
    ingest(contested, "--account", ACCOUNT);
    other.join();
    assertThat(content(contested)).isEqualTo(content(lake));
  }

  @Test
  void refusesToCommitWhereAnotherRunCouldOverwriteIt() {
    Outcome outcome = ingest(lake + "-of-nobody", "--conf", NO_CONDITIONS);
    assertThat(outcome)
        .returns(3, Outcome::code)
        .satisfies(
            refused ->
                assertThat(refused.err())
                    .contains("S3AFileSystem cannot create a file on the condition"));
  }

  @Test
  void refusesSparksCommitsThereToo(@TempDir Path folder) {
    String reported = lake + "-with-reports";
    ingest(reported, "--account", OTHER_ACCOUNTS);
    Outcome outcome =
        run(
            "report",
            "callers",
            "--lake",
            reported,
            "--out",
            folder.toString(),
            "--format",
            "delta",
            "--conf",
            NO_CONDITIONS,
            "--conf",
            "spark.hadoop.io.delta.kernel.logStore.s3a.impl=" + DELTAS_OWN);
    assertThat(outcome)
        .returns(3, Outcome::code)
        .satisfies(
            refused ->
                assertThat(refused.err())
                    .contains("Cannot write %s/sessions/_delta_log/".formatted(reported)));
  }

  @Test
  void commitsThroughTheLogStoreThatWasChosen() {
    Outcome outcome =
        ingest(
            lake + "-of-one-driver",
            "--conf",
            NO_CONDITIONS,
            "--conf",
            "spark.delta.logStore.s3a.impl=" + DELTAS_OWN);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
  }

  @Test
  void saysWhichBucketIsNotThere() {
    Outcome outcome = run("ingest", "--trail", "s3a://no-such-bucket", "--lake", lake);
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                3,
                "",
                "trailhouse: Cannot read trail s3a://no-such-bucket: no such bucket; check"
                    + " the name, and the endpoint if it is not AWS's own.\n"));
  }

  private Outcome ingest(String into, String... more) {
    return trailhouse.given(List.of("ingest", "--trail", trail, "--lake", into)).run(more);
  }

  private JsonNode status() throws IOException {
    return new ObjectMapper().readTree(run("status", "--lake", lake, "--format", "json").out());
  }

  /** Numbers that differ if an event or an object is there once more or less, or is another. */
  private String content(String of) {
    return run("sql", "--lake", of, "--format", "csv", CONTENT).out();
  }

  private int events(String of) {
    String csv =
        run("sql", "--lake", of, "--format", "csv", "SELECT count(*) AS events FROM events").out();
    return Integer.parseInt(csv.replace("events\n", "").strip());
  }

  private Outcome run(String command, String... arguments) {
    return trailhouse.given(List.of(command)).run(arguments);
  }
}
