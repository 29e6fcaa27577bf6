package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
@S3Test
class S3LocateIT {

  private static final String ACCOUNT = "111122223333";

  private final SparkSession spark;
  private final S3Bucket bucket;
  private final Map<String, String> settings;

  S3LocateIT(SparkSession spark, S3Proxy s3) {
    this.spark = spark;
    this.bucket = s3.newBucket();
    this.settings = new TreeMap<>(s3.settings());
  }

  @Test
  void findsTheObjectsOfTheDaysAndRegionsAskedFor() throws IOException {
    String wanted = add("eu-west-1", "2026-01-31", "a", "GetObject");
    add("eu-west-1", "2026-02-01", "b", "GetObject");
    add("us-west-2", "2026-01-31", "c", "GetObject");
    assertThat(locate("2026-01-31", "2026-02-01", Set.of("eu-west-1")).objects())
        .extracting(TrailObject::path)
        .containsExactly(wanted);
  }

  @Test
  void listsOnlyTheFoldersOfTheDaysAskedFor() throws IOException {
    for (int day = 10; day < 20; day++) {
      add("eu-west-1", "2026-01-" + day, "a", "GetObject");
    }
    assertThat(locate("2026-01-15", "2026-01-16", Set.of("eu-west-1")).listCalls()).isLessThan(10);
  }

  @Test
  void findsObjectsBeyondTheFirstPageOfAListing() throws IOException {
    settings.put("fs.s3a.paging.maximum", "2");
    for (String name : List.of("a", "b", "c", "d", "e")) {
      add("eu-west-1", "2026-01-31", name, "GetObject");
    }
    assertThat(locate(null, null, Set.of()).objects()).hasSize(5);
  }

  @Test
  void takesTheEtagAsTheVersion() throws IOException {
    add("eu-west-1", "2026-01-31", "a", "GetObject");
    String first = onlyVersion();
    add("eu-west-1", "2026-01-31", "a", "PutObject");
    assertThat(onlyVersion()).isNotEqualTo(first).matches("[0-9a-f]{32}");
  }

  @Test
  void saysWhichBucketIsNotThere() {
    Locate job = job("s3a://no-such-bucket/", null, null, Set.of());
    assertThatThrownBy(job::execute)
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("s3a://no-such-bucket");
  }

  @Test
  void saysThatItMayNotRead() throws IOException {
    settings.put("fs.s3a.secret.key", "another");
    add("eu-west-1", "2026-01-31", "a", "GetObject");
    assertThatThrownBy(() -> locate(null, null, Set.of()))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining(bucket.address())
        .hasMessageContaining("permission");
  }

  @Test
  void readsRowsThroughTheDataSource() throws IOException {
    add("eu-west-1", "2026-01-31", "a", "GetObject", "PutObject");
    add("us-west-2", "2026-01-31", "b", "ListBuckets");
    assertThat(
            load()
                .filter("aws_region = 'eu-west-1'")
                .select("event_name")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder("GetObject", "PutObject");
  }

  @Test
  void tellsWhereARowWasRead() throws IOException {
    String file = add("eu-west-1", "2026-01-31", "a", "GetObject");
    assertThat(load().select("source_file").as(Encoders.STRING()).collectAsList())
        .containsExactly(file);
  }

  private TrailListing locate(String from, String to, Set<String> regions) {
    return job(
            bucket.address(),
            from == null ? null : LocalDate.parse(from),
            to == null ? null : LocalDate.parse(to),
            regions)
        .execute();
  }

  private Locate job(String trail, LocalDate from, LocalDate to, Set<String> regions) {
    Configuration conf = new Configuration();
    settings.forEach(conf::set);
    conf.set("fs.s3a.attempts.maximum", "1");
    conf.set("fs.s3a.impl.disable.cache", "true");
    return new Locate(
        conf, new LocateConfig(List.of(trail), from, to, Set.of(), regions, 2), soFar -> {});
  }

  private String onlyVersion() {
    return locate(null, null, Set.of()).objects().get(0).version();
  }

  private Dataset<Row> load() {
    return spark.read().format("cloudtrail").options(settings).load(bucket.address());
  }

  /** Puts an object of such events into the bucket, and tells its address. */
  private String add(String region, String day, String name, String... eventNames)
      throws IOException {
    String key =
        "AWSLogs/%1$s/CloudTrail/%2$s/%3$s/%1$s_CloudTrail_%2$s_%4$sT0000Z_%5$s.json.gz"
            .formatted(ACCOUNT, region, day.replace('-', '/'), day.replace("-", ""), name);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(content)) {
      out.write(records(region, day, eventNames).getBytes(StandardCharsets.UTF_8));
    }
    return bucket.put(key, content.toByteArray());
  }

  private static String records(String region, String day, String... eventNames) {
    return List.of(eventNames).stream()
        .map(
            name ->
                """
                {"eventTime":"%sT10:00:00Z","awsRegion":"%s","eventSource":"s3.amazonaws.com",\
                "eventName":"%s","eventID":"%s"}\
                """
                    .formatted(day, region, name, name))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }
}
