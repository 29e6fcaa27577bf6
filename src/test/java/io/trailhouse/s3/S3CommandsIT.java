package io.trailhouse.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.SparkTest;
import io.trailhouse.cli.Trailhouse;
import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * All commands with trail, lake and reports in buckets, which they find as every AWS tool does; and
 * what they answer there is what they answer on a disk.
 */
@S3Test
@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class S3CommandsIT {

  private static final String CALLS =
      "SELECT event_source, event_name, count(*) AS calls FROM events GROUP BY ALL ORDER BY ALL";

  private final SparkSession spark;
  private final Map<String, String> environment;
  private final Map<String, String> settings;
  private final S3Bucket bucket;
  private final String lake;
  private Path folder;
  private Outcome ingested;

  S3CommandsIT(SparkSession spark, S3Proxy s3) {
    this.spark = spark;
    this.environment = s3.environment();
    this.settings = s3.settings();
    this.bucket = s3.newBucket();
    this.lake = bucket.address() + "/lake";
  }

  /** With the addresses that EMR's users write, and with all there is to log. */
  @BeforeAll
  void ingestTheSample(@TempDir Path temporary) {
    folder = temporary;
    Path sample = Launch.PROJECT.resolve(SampleTrail.COMMITTED);
    bucket.putAll("trail", sample);
    ingested =
        trailhouse("ingest", "--trail", s3(bucket.address() + "/trail"), "--lake", s3(lake))
            .run("--verbose");
    here("ingest", "--trail", sample.toString(), "--lake", folder + "/lake");
  }

  @Test
  void takesAddressesOfS3AsEmrDoes() {
    assertThat(ingested.code()).as(ingested.err()).isEqualTo(4);
  }

  @Test
  void tellsNoSecretEvenIfItTellsAll() {
    assertThat(ingested.out() + ingested.err())
        .contains("MemoryStore started")
        .doesNotContain(environment.get("AWS_SECRET_ACCESS_KEY"));
  }

  @Test
  void answersAQueryAsOnADisk() {
    assertThat(answer("sql", "--lake", lake, "--format", "csv", CALLS))
        .isEqualTo(here("sql", "--lake", folder + "/lake", "--format", "csv", CALLS));
  }

  @Test
  void saysHowManyThereAreOfEachAsOnADisk() throws IOException {
    assertThat(rows(answer("status", "--lake", lake, "--format", "json")))
        .isEqualTo(rows(here("status", "--lake", folder + "/lake", "--format", "json")));
  }

  @Test
  void makesReportsOfAllFormsAsOnADisk() throws IOException {
    String[] reports = {"callers", "services", "access-denied", "sessions"};
    Launch report = trailhouse("report").given(List.of(reports));
    Outcome made = report.run("--lake", lake, "--out", bucket.address() + "/reports");
    assertThat(made.code()).as(made.err()).isZero();
    List<String> words = new ArrayList<>(List.of("report"));
    words.addAll(List.of(reports));
    words.addAll(List.of("--lake", folder + "/lake", "--out", folder + "/reports"));
    here(words.toArray(String[]::new));

    assertThat(readable(bucket.files("reports"))).isEqualTo(readable(files("reports")));
    for (String name : reports) {
      assertThat(table(lake + "/reports/" + name))
          .isEqualTo(table(folder + "/lake/reports/" + name));
    }
  }

  @Test
  void takesCredentialsRegionAndEndpointFromAProfile() throws IOException {
    Launch dryRun = trailhouse("ingest", "--trail", bucket.address() + "/trail", "--dry-run");
    Launch withProfiles =
        new Launch(dryRun.command(), dryRun.directory(), Map.of())
            .with("AWS_SHARED_CREDENTIALS_FILE", credentials().toString())
            .with("AWS_CONFIG_FILE", config().toString())
            .with("AWS_PROFILE", "audit");
    Outcome outcome = withProfiles.run("--lake", folder + "/none");
    assertThat(outcome.out()).as(outcome.err()).startsWith("Objects: 129 listed");
  }

  @Test
  void takesTheEndpointOfAllServices() {
    Map<String, String> other = new TreeMap<>(environment);
    other.put("AWS_ENDPOINT_URL", other.remove("AWS_ENDPOINT_URL_S3"));
    other.put("AWS_DEFAULT_REGION", other.remove("AWS_REGION"));
    Launch dryRun = trailhouse("ingest", "--trail", bucket.address() + "/trail", "--dry-run");
    Outcome outcome =
        new Launch(dryRun.command(), dryRun.directory(), other).run("--lake", folder + "/none");
    assertThat(outcome.out()).as(outcome.err()).startsWith("Objects: 129 listed");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    Map<String, String> other = new TreeMap<>(environment);
    other.remove("AWS_SECRET_ACCESS_KEY");
    Launch status = trailhouse("status", "--lake", lake);
    Outcome outcome = new Launch(status.command(), status.directory(), other).run();
    assertThat(outcome)
        .as(outcome.err())
        .returns(3, Outcome::code)
        .satisfies(refused -> assertThat(refused.err()).hasLineCount(1).contains("credentials"));
  }

  @Test
  void takesSettingsFromAFile() throws IOException {
    Path file = folder.resolve("night.conf");
    List<String> lines = new ArrayList<>(List.of("lake=" + lake));
    settings.forEach((key, value) -> lines.add("conf.spark.hadoop." + key + "=" + value));
    Files.write(file, lines);
    Launch sql = trailhouse("sql", "--config", file.toString(), "--format", "csv", "--verbose");
    Outcome outcome = new Launch(sql.command(), sql.directory(), Map.of()).run(CALLS);
    assertThat(outcome.out())
        .as(outcome.err())
        .isEqualTo(here("sql", "--lake", folder + "/lake", "--format", "csv", CALLS));
    assertThat(outcome.err()).doesNotContain(settings.get("fs.s3a.secret.key"));
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        [profile audit]
        region = %s
        endpoint_url = %s
        """
            .formatted(environment.get("AWS_REGION"), environment.get("AWS_ENDPOINT_URL_S3")));
  }

  private Path credentials() throws IOException {
    return Files.writeString(
        folder.resolve("credentials"),
        """
        [default]
        aws_access_key_id = another
        aws_secret_access_key = another
        [audit]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(
                environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")));
  }

  private static String s3(String address) {
    return address.replace("s3a://", "s3://");
  }

  private Launch trailhouse(String... words) {
    return Launch.trailhouse().with(environment).given(List.of(words));
  }

  private String answer(String... words) {
    Outcome outcome = trailhouse(words).run();
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** Runs a command in this process. */
  private static String here(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Trailhouse.run(new PrintWriter(out), new PrintWriter(err), words);
    assertThat(code).as(err.toString()).isIn(0, 4);
    return out.toString();
  }

  private static List<String> rows(String status) throws IOException {
    List<String> rows = new ArrayList<>();
    new ObjectMapper()
        .readTree(status)
        .at("/tables")
        .forEach(table -> rows.add(table.get("table") + " " + table.get("rows")));
    return rows;
  }

  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve(name))) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Of the page, which names its lake and its time, only that it is there. */
  private static Map<String, String> readable(Map<String, byte[]> files) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      byte[] bytes = file.getValue();
      texts.put(
          name,
          name.endsWith(".html")
              ? "a page"
              : name.endsWith(".avro") ? records(bytes) : new String(bytes, UTF_8));
    }
    return texts;
  }

  private static String records(byte[] avro) throws IOException {
    List<String> records = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(new SeekableByteArrayInput(avro), new GenericDatumReader<>())) {
      reader.forEach(row -> records.add(row.toString()));
    }
    return String.join("\n", records);
  }

  private List<String> table(String address) {
    return spark.read().format("delta").options(settings).load(address).toJSON().collectAsList();
  }
}
