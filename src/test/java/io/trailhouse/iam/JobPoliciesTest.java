package io.trailhouse.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.launch.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies under {@code conf/iam} against what AWS says that actions may be limited to. */
class JobPoliciesTest {

  private static final Path CONF = Launch.PROJECT.resolve("conf");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(CONF.resolve("iam"))) {
      return files.sorted().toList();
    }
  }

  static List<Path> keyless() throws IOException {
    return policies().stream().filter(file -> !file.endsWith("trail-key.json")).toList();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyNameHasAValue(Path policy) {
    assertThat(filledIn(policy)).isNotEmpty().doesNotContainPattern("@[A-Z_]+@");
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyActionExists(Path policy) throws IOException {
    assertThat(actions(statements(policy, "Allow")))
        .allSatisfy(
            action -> assertThat(known(action)).isNotNull().extracting("name").isEqualTo(action));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyForbiddenActionExistsOrIsAllOfAService(Path policy) throws IOException {
    assertThat(actions(statements(policy, "Deny")))
        .allMatch(action -> action.equals("s3:*") || known(action) != null);
  }

  /** In the policy of a key, the resource is that key. */
  @ParameterizedTest
  @MethodSource("keyless")
  void everyResourceIsOneThatTheActionMayBeLimitedTo(Path policy) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonNode statement : statements(policy, "Allow")) {
      for (String action : texts(statement.path("Action"))) {
        for (String resource : texts(statement.path("Resource"))) {
          if (!canBeLimited(action, resource)) {
            wrong.add(action + " on " + resource);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void nothingIsAllowedInAllOfABucket(Path policy) throws IOException {
    assertThat(statements(policy, "Allow"))
        .flatMap(statement -> texts(statement.path("Resource")))
        .noneMatch(
            resource -> resource.matches("arn:aws:s3:::[^/]*(/\\*)?") && resource.contains("*"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyAllowedKeyAndRoleIsForOneService(Path policy) throws IOException {
    assertThat(statements(policy, "Allow"))
        .filteredOn(
            statement ->
                texts(statement.path("Action")).stream()
                    .anyMatch(action -> action.startsWith("kms:") || action.startsWith("iam:")))
        .allMatch(
            statement ->
                statement.at("/Condition/StringEquals/kms:ViaService").isTextual()
                    || statement.at("/Condition/StringEquals/iam:PassedToService").isTextual());
  }

  private static boolean canBeLimited(String action, String resource) {
    IamReference.Action known = known(action);
    if (known == null || resource.equals("*")) {
      return known != null && known.arns().isEmpty();
    }
    return known.arns().stream().anyMatch(arn -> arn.matcher(resource).matches());
  }

  private static IamReference.@Nullable Action known(String action) {
    return IamReference.action(action);
  }

  private static List<String> actions(List<JsonNode> statements) {
    return statements.stream().flatMap(each -> texts(each.path("Action")).stream()).toList();
  }

  private static List<JsonNode> statements(Path policy, String effect) throws IOException {
    List<JsonNode> statements = new ArrayList<>();
    JSON.readTree(filledIn(policy)).path("Statement").forEach(statements::add);
    assertThat(statements).isNotEmpty();
    return statements.stream()
        .filter(statement -> statement.path("Effect").asText().equals(effect))
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.asText());
    }
    oneOrMany.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String filledIn(Path file) {
    return new Launch(
            List.of("sed", "-f", CONF.resolve("values.sed").toString()), Launch.PROJECT, Map.of())
        .run(file.toString())
        .out();
  }
}
