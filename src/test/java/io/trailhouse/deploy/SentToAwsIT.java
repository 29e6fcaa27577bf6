package io.trailhouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.ReadmePart;
import io.trailhouse.launch.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The AWS CLI, which knows what each request may hold, checks requests before it connects. Nobody
 * listens where it is sent to here: what it can find no fault with ends there.
 */
@Needs(value = "aws", from = "awscli")
class SentToAwsIT {

  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String UNDERSTOOD = "Could not connect to the endpoint URL: \"" + NOBODY;
  private static final String REFUSED = "Parameter validation failed";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emr-step.sh --cluster-id j-1ABC --jar s3://code/job.jar -- nightly --lake s3a://lake",
        "emr-step.sh --create --jar s3://code/job.jar --subnet subnet-1 --instance-profile job"
            + " --log-uri s3://logs/trailhouse/ -- nightly --lake s3a://lake",
        "emr-serverless.sh --create",
        "emr-serverless.sh --application-id 00abc --role arn:aws:iam::111122223333:role/job --jar"
            + " s3://code/job.jar --log-uri s3://logs/trailhouse/ -- nightly --lake s3a://lake",
      })
  void awsUnderstandsTheScripts(String command) {
    assertThat(script(command)).contains(UNDERSTOOD);
  }

  @Test
  void awsUnderstandsTheSchedule() {
    assertThat(create("scheduler create-schedule", filledIn("eventbridge-schedule.json")))
        .contains(UNDERSTOOD);
  }

  @Test
  void awsUnderstandsTheRuleForFailures() {
    assertThat(create("events put-rule", filledIn("eventbridge-failed.json"))).contains(UNDERSTOOD);
  }

  @Test
  void awsUnderstandsWhatTheScheduleStarts() throws IOException {
    String input =
        DeployFile.json(filledIn("eventbridge-schedule.json")).at("/Target/Input").asText();
    assertThat(
            create(
                "emr-serverless start-job-run",
                namedLikeTheService(DeployFile.json(input)).toString()))
        .contains(UNDERSTOOD);
  }

  @Test
  void awsUnderstandsTheCrawler() throws IOException {
    assertThat(commands(ReadmePart.code("glue")).lines().filter(line -> !line.isBlank()))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains(UNDERSTOOD));
  }

  @Test
  void awsRefusesACrawlerWithASettingThatItDoesNotKnow() throws IOException {
    assertThat(commands(ReadmePart.code("glue").replace("CreateNativeDeltaTable", "Native")))
        .contains(REFUSED);
  }

  @Test
  void awsRefusesAClusterWithASettingThatItDoesNotKnow() throws IOException {
    Path wrong = changed("emr/cluster.json", "\"Properties\"", "\"Settings\"");
    assertThat(
            script(
                "emr-step.sh --create --jar s3://code/job.jar --subnet subnet-1 --instance-profile"
                    + " job --log-uri s3://logs/trailhouse/ --configurations "
                    + wrong
                    + " -- status"))
        .contains(REFUSED);
  }

  @Test
  void awsRefusesAJobWithASettingThatItDoesNotKnow() throws IOException {
    Path wrong = changed("emr/serverless-job.json", "\"properties\"", "\"settings\"");
    assertThat(
            script(
                "emr-serverless.sh --application-id 00abc --role"
                    + " arn:aws:iam::111122223333:role/job --jar s3://code/job.jar --log-uri"
                    + " s3://logs/trailhouse/ --overrides "
                    + wrong
                    + " -- status"))
        .contains(REFUSED);
  }

  @Test
  void awsRefusesAnApplicationWithASettingThatItDoesNotKnow() throws IOException {
    Path wrong = changed("emr/serverless-application.json", "\"memory\"", "\"heap\"");
    assertThat(script("emr-serverless.sh --create --application " + wrong)).contains(REFUSED);
  }

  @Test
  void awsRefusesAScheduleWithASettingThatItDoesNotKnow() {
    assertThat(
            create(
                "scheduler create-schedule",
                filledIn("eventbridge-schedule.json").replace("\"RoleArn\"", "\"Role\"")))
        .contains(REFUSED);
  }

  private static String script(String command) {
    String[] words = command.split(" ", -1);
    List<String> before =
        List.of("scripts/" + words[0], "--region", "eu-west-1", "--endpoint-url", NOBODY);
    List<String> after = List.of(words).subList(1, words.length);
    return run(Stream.concat(before.stream(), after.stream()).toList());
  }

  private static String create(String operation, String json) {
    Stream<String> start = Stream.of(("aws " + operation).split(" ", -1));
    Stream<String> rest =
        Stream.of("--region", "eu-west-1", "--endpoint-url", NOBODY, "--cli-input-json", json);
    return run(Stream.concat(start, rest).toList());
  }

  /** Runs lines of a shell, whose {@code aws} sends where nobody listens. */
  private static String commands(String lines) {
    String aws =
        "aws() { command aws --region eu-west-1 --endpoint-url %s \"$@\"; }\n".formatted(NOBODY);
    return run(List.of("bash", "-c", aws + lines));
  }

  /** Runs it with the AWS CLI as it is without a configuration. */
  private static String run(List<String> command) {
    return new Launch(
            List.of("env", "-u", "AWS_PROFILE", "-u", "AWS_DEFAULT_PROFILE"),
            Launch.PROJECT,
            Map.of(
                "AWS_ACCESS_KEY_ID", "nobody",
                "AWS_SECRET_ACCESS_KEY", "nothing",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_EC2_METADATA_DISABLED", "true"))
        .given(command)
        .run()
        .err();
  }

  private static String filledIn(String schedule) {
    return DeployFile.filledIn(DeployFile.conf("schedule/" + schedule));
  }

  private Path changed(String file, String what, String other) throws IOException {
    String text = Files.readString(DeployFile.conf(file)).replace(what, other);
    return Files.writeString(folder.resolve("changed.json"), text);
  }

  /** Schedules name fields with a capital, the service itself does not. */
  private static JsonNode namedLikeTheService(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode renamed = new ObjectMapper().createArrayNode();
      array.forEach(element -> renamed.add(namedLikeTheService(element)));
      return renamed;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode renamed = new ObjectMapper().createObjectNode();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              renamed.set(
                  name.contains(".") || name.startsWith("spark")
                      ? name
                      : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                  namedLikeTheService(field.getValue()));
            });
    return renamed;
  }
}
