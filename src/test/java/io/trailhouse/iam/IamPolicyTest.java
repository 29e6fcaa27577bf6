package io.trailhouse.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.iam.IamPolicy.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Policies that allow what was used, read back as IAM would. */
final class IamPolicyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void groupsActionsOnTheSameResources() {
    assertThat(
            IamPolicy.of(
                List.of(
                    new Permission("s3:PutObject", "arn:aws:s3:::b/k"),
                    new Permission("ec2:DescribeInstances", "*"),
                    new Permission("s3:GetObject", "arn:aws:s3:::b/k"))))
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[\
            {"Sid":"Ec21","Effect":"Allow","Action":["ec2:DescribeInstances"],"Resource":["*"]},\
            {"Sid":"S32","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],\
            "Resource":["arn:aws:s3:::b/k"]}]}\
            """);
  }

  @Test
  void saysManyObjectsOfABucketAsOne() {
    List<Permission> used =
        IntStream.rangeClosed(0, IamPolicy.OBJECTS)
            .mapToObj(i -> new Permission("s3:GetObject", "arn:aws-cn:s3:::b/" + i))
            .toList();
    assertThat(IamPolicy.of(used)).contains("[\"arn:aws-cn:s3:::b/*\"]");
  }

  @Test
  void saysAFewObjectsOneByOne() {
    List<Permission> used =
        IntStream.range(0, IamPolicy.OBJECTS)
            .mapToObj(i -> new Permission("s3:GetObject", "arn:aws:s3:::b/" + i))
            .toList();
    assertThat(IamPolicy.of(used)).doesNotContain("*");
  }

  @Test
  void letsNamesStandForThemselves() {
    assertThat(IamResources.escaped("a*b?c${aws:username}$"))
        .isEqualTo("a${*}b${?}c${$}{aws:username}${$}");
  }

  @Property(tries = 200)
  void isTheSameInWhateverOrder(@ForAll("permissions") List<Permission> used) {
    List<Permission> shuffled = new ArrayList<>(used);
    Collections.shuffle(shuffled, new Random(used.size()));
    assertThat(IamPolicy.of(shuffled)).isEqualTo(IamPolicy.of(used));
  }

  @Property(tries = 200)
  void isAPolicyAsIamWantsIt(@ForAll("permissions") List<Permission> used) throws Exception {
    JsonNode policy = JSON.readTree(IamPolicy.of(used));
    List<String> sids = policy.get("Statement").findValuesAsText("Sid");
    assertThat(sids).doesNotHaveDuplicates().allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
    assertThat(policy.get("Statement"))
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
              assertThat(statement.get("Resource")).isNotEmpty();
              assertThat(statement.get("Action"))
                  .isNotEmpty()
                  .allMatch(action -> action.asText().matches("[a-z0-9-]+:[A-Za-z0-9]+"));
            });
  }

  @Property(tries = 200)
  void coversEachPartOfAUnion(
      @ForAll("permissions") List<Permission> some, @ForAll("permissions") List<Permission> others)
      throws JsonProcessingException {
    List<Permission> union = new ArrayList<>(some);
    union.addAll(others);
    JsonNode policy = JSON.readTree(IamPolicy.of(union));
    assertThat(union).allMatch(used -> allows(policy, used.action(), meant(used.resource())));
  }

  /** Names are of whatever characters, so that only their own objects may be allowed. */
  @Property(tries = 500)
  void hostileNamesAllowNothingElse(@ForAll("names") String name, @ForAll("names") String other)
      throws JsonProcessingException {
    List<String> resources =
        IamResources.of("s3:GetObject", List.of("arn:aws:s3:::b/" + name), List.of());
    JsonNode policy =
        JSON.readTree(
            IamPolicy.of(resources.stream().map(r -> new Permission("s3:GetObject", r)).toList()));
    assertThat(
            List.of(
                allows(policy, "s3:GetObject", "arn:aws:s3:::b/" + name),
                allows(policy, "s3:GetObject", "arn:aws:s3:::b/" + other)))
        .containsExactly(true, name.equals(other));
  }

  @Provide
  Arbitrary<List<Permission>> permissions() {
    Arbitrary<String> actions =
        Arbitraries.of("s3:GetObject", "s3:PutObject", "kms:Decrypt", "sso-directory:SearchUsers");
    Arbitrary<String> resources =
        Arbitraries.oneOf(
            Arbitraries.just("*"),
            Arbitraries.integers().between(0, 60).map(i -> "arn:aws:s3:::b/" + i),
            names().map(name -> "arn:aws:s3:::c/" + IamResources.escaped(name)));
    return Combinators.combine(actions, resources)
        .as(Permission::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars('a', 'b', '/', '*', '?', '$', '{', '}', ':', '"', '\\', '\n', '<', '\u00e4')
        .ofMinLength(1)
        .ofMaxLength(8);
  }

  private static boolean allows(JsonNode policy, String action, String arn) {
    for (JsonNode statement : policy.get("Statement")) {
      boolean acts = false;
      for (JsonNode allowed : statement.get("Action")) {
        acts |= allowed.asText().equals(action);
      }
      for (JsonNode resource : statement.get("Resource")) {
        if (acts && asIamReads(resource.asText()).matcher(arn).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  private static String meant(String resource) {
    return resource.replace("${*}", "*").replace("${?}", "?").replace("${$}", "$");
  }

  /** Stars and question marks are wildcards; variables of one of them are not. */
  private static Pattern asIamReads(String resource) {
    StringBuilder pattern = new StringBuilder();
    int i = 0;
    while (i < resource.length()) {
      char c = resource.charAt(i);
      if (c == '$' && resource.startsWith("{", i + 1)) {
        int end = resource.indexOf('}', i);
        String variable = resource.substring(i + 2, end);
        assertThat(variable).isIn("*", "?", "$");
        pattern.append(Pattern.quote(variable));
        i = end;
      } else if (c == '*') {
        pattern.append(".*");
      } else if (c == '?') {
        pattern.append('.');
      } else {
        pattern.append(Pattern.quote(String.valueOf(c)));
      }
      i++;
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
