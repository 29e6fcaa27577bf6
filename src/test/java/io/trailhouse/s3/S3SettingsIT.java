package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.s3.Recorder.Request;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store hears of the settings that the README lists. */
@S3Test
class S3SettingsIT {

  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/trails";
  private static final String ROLE = "arn:aws:iam::111122223333:role/trail-reader";

  private final Map<String, String> environment;

  S3SettingsIT(S3Proxy s3) {
    this.environment = s3.environment();
  }

  @Test
  void reachTheStoreThroughTheProxyWithEachPut(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("night.conf");
    try (Recorder recorder = recorder()) {
      Files.write(
          file,
          List.of(
              "conf.spark.hadoop.fs.s3a.proxy.host=127.0.0.1",
              "conf.spark.hadoop.fs.s3a.proxy.port=" + recorder.port(),
              "conf.spark.hadoop.fs.s3a.encryption.algorithm=SSE-KMS",
              "conf.spark.hadoop.fs.s3a.encryption.key=" + KEY));
      Outcome outcome =
          Launch.trailhouse()
              .with(environment)
              .with("AWS_ENDPOINT_URL_S3", "http://store.example")
              .given(
                  List.of("ingest", "--config", file.toString(), "--lake", "s3a://a-lake/trails"))
              .run(
                  "--trail",
                  Launch.PROJECT.resolve(SampleTrail.COMMITTED).toString(),
                  "--conf",
                  "spark.hadoop.fs.s3a.requester.pays.enabled=true");
      assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
      assertThat(recorder.requests("PUT"))
          .isNotEmpty()
          .allSatisfy(
              put ->
                  assertThat(heard(put))
                      .containsExactly(
                          "http://store.example/a-lake/", "requester", "aws:kms", KEY));
    }
  }

  @Test
  void letAProfileAssumeARole(@TempDir Path folder) throws IOException {
    Map<String, String> others = new TreeMap<>(environment);
    others.remove("AWS_ACCESS_KEY_ID");
    others.remove("AWS_SECRET_ACCESS_KEY");
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [profile me]
            aws_access_key_id = mine
            aws_secret_access_key = my secret
            [profile audit]
            role_arn = %s
            source_profile = me
            """
                .formatted(ROLE));
    try (Recorder recorder = recorder()) {
      String endpoint = "http://127.0.0.1:" + recorder.port();
      Outcome outcome =
          Launch.trailhouse()
              .with(others)
              .with("AWS_CONFIG_FILE", config.toString())
              .with("AWS_PROFILE", "audit")
              .with("AWS_ENDPOINT_URL_STS", endpoint)
              .with("AWS_ENDPOINT_URL_S3", endpoint)
              .given(List.of("ingest", "--trail", "s3a://a-trail/trail", "--dry-run"))
              .run("--lake", folder + "/lake");
      assertThat(recorder.requests("GET"))
          .as(outcome.err())
          .isNotEmpty()
          .allSatisfy(
              get ->
                  assertThat(get.headers().getFirst("x-amz-security-token")).isEqualTo("a-token"));
    }
  }

  private Recorder recorder() throws IOException {
    return Recorder.start(
        environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY"));
  }

  private static List<String> heard(Request put) {
    String bucket = put.uri().toString().replaceFirst("(//[^/]+/[^/]+/).*", "$1");
    return Stream.concat(
            Stream.of(bucket),
            Stream.of(
                    "x-amz-request-payer",
                    "x-amz-server-side-encryption",
                    "x-amz-server-side-encryption-aws-kms-key-id")
                .map(header -> put.headers().getFirst(header)))
        .toList();
  }
}
