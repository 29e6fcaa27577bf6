package io.trailhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AwsSettingsTest {

  private static final String ENDPOINT = "fs.s3a.endpoint";
  private static final String REGION = "fs.s3a.endpoint.region";
  private static final String PATH_STYLE = "fs.s3a.path.style.access";

  @TempDir private Path home;

  @BeforeEach
  void writeProfiles() throws IOException {
    Path aws = Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        aws.resolve("config"),
        """
        [default]
        region = eu-west-1
        [profile audit]
        region = eu-central-1
        endpoint_url = http://audit.example
        """);
  }

  @Test
  void takeTheRegionFromTheDefaultProfile() {
    assertThat(settings(Map.of())).isEqualTo(Map.of(REGION, "eu-west-1"));
  }

  @Test
  void takeRegionAndEndpointFromTheProfileThatIsNamed() {
    assertThat(settings(Map.of("AWS_PROFILE", "audit")))
        .isEqualTo(
            Map.of(REGION, "eu-central-1", ENDPOINT, "http://audit.example", PATH_STYLE, "true"));
  }

  @Test
  void nameTheFileThatIsWrong() throws IOException {
    Path config = Files.writeString(home.resolve(".aws/config"), "region eu-west-1");
    assertThatThrownBy(() -> settings(Map.of()))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith("Cannot read the AWS profiles in %s: ".formatted(config))
        .hasMessageContaining("line 1");
  }

  @Test
  void takeVariablesBeforeTheProfile() {
    assertThat(
            settings(
                Map.of(
                    "AWS_PROFILE", "audit",
                    "AWS_REGION", "us-east-1",
                    "AWS_ENDPOINT_URL", "http://any.example")))
        .isEqualTo(Map.of(REGION, "us-east-1", ENDPOINT, "http://any.example", PATH_STYLE, "true"));
  }

  @Test
  void takeTheEndpointOfS3BeforeThatOfAllServices() {
    assertThat(
            settings(
                Map.of(
                    "AWS_ENDPOINT_URL", "http://any.example",
                    "AWS_ENDPOINT_URL_S3", "http://s3.example")))
        .containsEntry(ENDPOINT, "http://s3.example");
  }

  @Test
  void takeAnEmptyVariableForNone() {
    assertThat(settings(Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "us-west-2")))
        .isEqualTo(Map.of(REGION, "us-west-2"));
  }

  @Test
  void readTheFilesThatVariablesName() throws IOException {
    Path config = home.resolve("another");
    Files.writeString(config, "[default]\nregion = ap-south-1\n");
    assertThat(settings(Map.of("AWS_CONFIG_FILE", config.toString())))
        .isEqualTo(Map.of(REGION, "ap-south-1"));
  }

  @Test
  void leaveAllToTheClientWhereNothingIsSaid() throws IOException {
    Files.delete(home.resolve(".aws/config"));
    assertThat(settings(Map.of())).isEmpty();
  }

  @Test
  void lookForCredentialsWhereAwsToolsDo() {
    assertThat(new AwsSettings(Map.of(), home).forStore().get(AwsSettings.CREDENTIALS))
        .endsWith(",software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
  }

  /** All but where credentials come from, which is always the same. */
  private Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>(new AwsSettings(environment, home).forStore());
    settings.remove(AwsSettings.CREDENTIALS);
    return settings;
  }
}
