package io.trailhouse.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.cli.Trailhouse;
import io.trailhouse.s3.S3Bucket;
import io.trailhouse.s3.S3Proxy;
import io.trailhouse.s3.S3Test;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.GeneratedTrail.Truth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster, with the driver on this machine and with the driver on a worker; trail
 * and lake in buckets, and executors killed while they work. What is right is what the same
 * commands make of the same trail on this machine alone.
 */
@S3Test
@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class ClusterIT {

  private static final GeneratedTrail.Config TRAIL =
      GeneratedTrail.Config.of(23, 2_000).withPlaces(2, 2).withLargestObject(100);

  /** The stages that read objects and that compare what tasks read. */
  private static final List<Integer> KILLS_IN_STAGES = List.of(0, 1);

  /** What of an event's row depends on the lake, the run or which of two deliveries came first. */
  private static final String[] NOT_OF_THE_EVENT = {
    "content_hash", "source_file", "source_index", "run_id"
  };

  private static final String[] BALANCE = {
    "objects_listed",
    "objects_known",
    "objects_ingested",
    "objects_quarantined",
    "records_read",
    "rows_written",
    "duplicates",
    "records_quarantined"
  };

  private final SparkSession spark;
  private final S3Proxy s3;
  private final S3Bucket bucket;
  private Truth truth;
  private Path local;
  private StandaloneCluster cluster;
  private Run client;
  private Run clustered;

  ClusterIT(SparkSession spark, S3Proxy s3) {
    this.spark = spark;
    this.s3 = s3;
    this.bucket = s3.newBucket();
  }

  @BeforeAll
  void ingestTheTrail(@TempDir Path folder) throws IOException, InterruptedException {
    local = folder;
    truth = GeneratedTrail.of(TRAIL).writeTo(folder.resolve("trail"));
    bucket.putAll("trail", folder.resolve("trail"));
    here(ingest(folder.toString(), folder + "/lake"));
    cluster =
        StandaloneCluster.start(
            SparkHome.withJarsOnly(), Files.createDirectory(folder.resolve("cluster")));
    client = ingestThoughExecutorsDie("client");
    clustered = ingestThoughExecutorsDie("cluster");
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void endsWellAlthoughExecutorsDied() {
    assertThat(client.withoutOutput())
        .as(client.outcome.err())
        .isEqualTo(new Run(client.lake, KILLS_IN_STAGES.size(), new Outcome(0, "", "")));
  }

  @Test
  void endsWellOnAWorkerToo() {
    assertThat(clustered.withoutOutput())
        .as(clustered.outcome.err())
        .isEqualTo(new Run(clustered.lake, KILLS_IN_STAGES.size(), new Outcome(0, "", "")));
  }

  @Test
  void holdsEachEventOnce() {
    assertThat(events(client.lake)).isEqualTo(events(local + "/lake")).hasSize(events());
  }

  @Test
  void holdsEachEventOnceFromAWorkerToo() {
    assertThat(events(clustered.lake)).isEqualTo(events(local + "/lake")).hasSize(events());
  }

  @Test
  void balances() {
    assertThat(Stream.of(client, clustered).map(run -> balance(run.lake)))
        .containsOnly(balance(local + "/lake"));
  }

  @Test
  void notesEachObjectInTheLedger() {
    assertThat(Stream.of(client, clustered).map(run -> table(run.lake, "files").count()))
        .containsOnly(truth.objects());
  }

  @Test
  void findsNothingNewTheSecondTime() throws IOException {
    Outcome again = trailhouse("cluster").run(ingest(bucket.address(), client.lake));
    assertThat(new Outcome(again.code(), cluster.lastDriver("stdout"), ""))
        .as(again.err())
        .returns(0, Outcome::code)
        .satisfies(
            driver -> assertThat(driver.out()).endsWith("Nothing is new; nothing was written.\n"));
  }

  @Test
  void makesReports() throws IOException {
    assertThat(reported("client", client.lake)).isEqualTo(reportedHere());
  }

  @Test
  void makesReportsOnAWorkerToo() throws IOException {
    assertThat(reported("cluster", clustered.lake)).isEqualTo(reportedHere());
  }

  @Test
  void readsTheTrailWithoutALakeOnExecutors() {
    String query =
        "SELECT count(*) AS records FROM cloudtrail.`%s/trail`".formatted(bucket.address());
    Outcome answer =
        trailhouse("client").run("sql", "--lake", client.lake, "--format", "csv", query);
    assertThat(answer.out()).as(answer.err()).isEqualTo("records\n" + truth.records() + "\n");
  }

  @Test
  void leavesItToTheDriversOutputWhyItFailedOnAWorker() throws IOException {
    Outcome outcome = trailhouse("cluster").run("status", "--lake", bucket.address() + "/none");
    assertThat(cluster.lastDriver("stderr")).as(outcome.err()).contains("trailhouse: ");
  }

  private Run ingestThoughExecutorsDie(String deployMode) throws IOException, InterruptedException {
    String lake = s3.newBucket().address() + "/lake";
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(
            () -> trailhouse(deployMode).run(ingest(bucket.address(), lake)));
    int killed = cluster.killAnExecutorInEach(KILLS_IN_STAGES, outcome::isDone);
    return new Run(lake, killed, outcome.join());
  }

  private Launch trailhouse(String deployMode) {
    return cluster.trailhouse(deployMode).with(s3.environment());
  }

  private String[] ingest(String folder, String lake) {
    return Stream.concat(
            Stream.of("ingest", "--lake", lake),
            truth.trailRoots().stream()
                .flatMap(root -> Stream.of("--trail", aws(folder + "/trail", root))))
        .toArray(String[]::new);
  }

  private static String aws(String trail, String root) {
    return trail + (root.isEmpty() ? "" : "/" + root) + "/AWSLogs";
  }

  private static String[] report(String lake, String out) {
    return new String[] {
      "report", "services", "errors", "--lake", lake, "--out", out, "--format", "csv,json,html"
    };
  }

  /** Runs a command in this process. */
  private static void here(String... words) {
    StringWriter err = new StringWriter();
    int code = Trailhouse.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    assertThat(code).as(err.toString()).isZero();
  }

  private Map<String, String> reported(String deployMode, String lake) throws IOException {
    S3Bucket out = s3.newBucket();
    Outcome outcome = trailhouse(deployMode).run(report(lake, out.address() + "/reports"));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return numbers(out.files("reports"));
  }

  private Map<String, String> reportedHere() throws IOException {
    Path out = local.resolve("reports");
    here(report(local + "/lake", out.toString()));
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(out)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return numbers(files);
  }

  /** Of the page, which names its lake and its time, only that it is there. */
  private static Map<String, String> numbers(Map<String, byte[]> files) {
    Map<String, String> numbers = new TreeMap<>();
    files.forEach(
        (name, bytes) ->
            numbers.put(name, name.endsWith(".html") ? "a page" : new String(bytes, UTF_8)));
    return numbers;
  }

  private int events() {
    return Math.toIntExact(truth.events());
  }

  private List<String> events(String lake) {
    return table(lake, "events").drop(NOT_OF_THE_EVENT).toJSON().collectAsList().stream()
        .sorted()
        .toList();
  }

  private List<String> balance(String lake) {
    return table(lake, "runs").select("run_id", BALANCE).drop("run_id").toJSON().collectAsList();
  }

  private Dataset<Row> table(String lake, String name) {
    return spark.read().format("delta").options(s3.settings()).load(lake + "/" + name);
  }

  /** An ingest, and how many executors died during it. */
  private record Run(String lake, int killed, Outcome outcome) {

    private Run withoutOutput() {
      return new Run(lake, killed, new Outcome(outcome.code(), "", ""));
    }
  }
}
