package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.bucket.org-trail.secret.key",
        "spark.hadoop.fs.s3a.session.token",
        "spark.hadoop.fs.s3a.proxy.password",
        "spark.hadoop.fs.s3a.encryption.key",
        "spark.authenticate.secret",
        "spark.ssl.keyPassword",
        "fs.s3a.secret.key"
      })
  void areRefusedAsASettingAndNotRepeated(String key) {
    assertThat(CommandLineRun.of("status", "--lake", "x", "--conf", key + "=" + SECRET))
        .isEqualTo(refused("--conf " + key + " is refused, for"));
  }

  @Test
  void areRefusedInTheOtherSpelling() {
    String key = "spark.hadoop.fs.s3a.secret.key";
    assertThat(CommandLineRun.of("status", "--lake=x", "--conf=" + key + "=" + SECRET))
        .isEqualTo(refused("--conf " + key + " is refused, for"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--webhook", "--webhook=https://hooks.example.com/" + SECRET})
  void areRefusedAsAnAddressOfAWebhook(String argument) {
    assertThat(CommandLineRun.of("nightly", argument, "https://hooks.example.com/" + SECRET))
        .isEqualTo(
            new CommandLineRun(
                2,
                "",
                "trailhouse: --webhook is refused, for everybody on the machine can read a command"
                    + " line; write it into a file that --config names\nSee: trailhouse --help\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3a://AKIA:" + SECRET + "@lake/x", "--lake=s3://AKIA:" + SECRET + "@x"})
  void areRefusedInAnAddress(String argument) {
    assertThat(CommandLineRun.of("status", "--lake", argument))
        .isEqualTo(refused("An address must not hold credentials, for"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.s3a.encryption.key=arn:aws:kms:eu-west-1:111122223333:key/1",
        "spark.hadoop.fs.s3a.encryption.key=1234abcd-12ab-34cd-56ef-1234567890ab",
        "spark.hadoop.fs.s3a.requester.pays.enabled=true",
        "spark.hadoop.fs.s3a.aws.credentials.provider=org.example.Provider"
      })
  void areNotSeenInOtherSettings(String setting) {
    assertThat(CommandLineRun.of("report", "--list", "--conf", setting).exitCode()).isZero();
  }

  @Test
  void mayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("night.conf");
    Files.writeString(file, "conf.spark.hadoop.fs.s3a.secret.key=" + SECRET);
    assertThat(CommandLineRun.of("report", "--list", "--config", file.toString()).exitCode())
        .isZero();
  }

  private static CommandLineRun refused(String what) {
    return new CommandLineRun(
        2,
        "",
        "trailhouse: "
            + what
            + " everybody on the machine can read a command line; leave credentials to"
            + " AWS_PROFILE, to AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or to the machine's"
            + " role, or write the setting into a file that --config names\nSee: trailhouse"
            + " --help\n");
  }
}
