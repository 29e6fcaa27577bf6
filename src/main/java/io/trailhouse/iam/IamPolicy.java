package io.trailhouse.iam;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A policy of IAM that allows what was asked for, and as little else as can be said. */
public final class IamPolicy {

  /** More objects of a bucket than this are written as all of its objects. */
  static final int OBJECTS = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An object, by what stands for all objects of its bucket. */
  private static final Pattern OBJECT =
      Pattern.compile("(arn:[a-z-]+:s3:::[^/]+/).+", Pattern.DOTALL);

  private IamPolicy() {}

  /**
   * An action on a resource.
   *
   * @param action such as {@code s3:GetObject}
   * @param resource as a policy writes it: {@link IamResources#escaped}, or {@link
   *     IamResources#ALL}
   */
  public record Permission(String action, String resource) {}

  /** The policy's JSON, the same for the same permissions in whatever order. */
  public static String of(Collection<Permission> permissions) {
    Map<List<String>, SortedSet<String>> statements = new TreeMap<>(IamPolicy::byText);
    resourcesByAction(permissions)
        .forEach(
            (action, resources) ->
                statements
                    .computeIfAbsent(narrowed(resources), same -> new TreeSet<>())
                    .add(action));
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode list = policy.putArray("Statement");
    statements.forEach(
        (resources, actions) -> {
          ObjectNode statement = list.addObject();
          statement.put("Sid", sid(actions.first(), list.size()));
          statement.put("Effect", "Allow");
          actions.forEach(statement.putArray("Action")::add);
          resources.forEach(statement.putArray("Resource")::add);
        });
    return text(policy);
  }

  private static Map<String, SortedSet<String>> resourcesByAction(
      Collection<Permission> permissions) {
    Map<String, SortedSet<String>> byAction = new TreeMap<>();
    for (Permission permission : permissions) {
      byAction
          .computeIfAbsent(permission.action(), action -> new TreeSet<>())
          .add(permission.resource());
    }
    return byAction;
  }

  /** What covers others takes their place. */
  private static List<String> narrowed(SortedSet<String> resources) {
    if (resources.contains(IamResources.ALL)) {
      return List.of(IamResources.ALL);
    }
    Map<String, Integer> objects = new TreeMap<>();
    for (String resource : resources) {
      Matcher object = OBJECT.matcher(resource);
      if (object.matches()) {
        objects.merge(object.group(1), 1, Integer::sum);
      }
    }
    TreeSet<String> narrowed = new TreeSet<>();
    for (String resource : resources) {
      Matcher object = OBJECT.matcher(resource);
      boolean many = object.matches() && objects.getOrDefault(object.group(1), 0) > OBJECTS;
      narrowed.add(many ? object.group(1) + "*" : resource);
    }
    return List.copyOf(narrowed);
  }

  /** Letters and digits only, as IAM wants it; different in each statement. */
  private static String sid(String action, int number) {
    String service = action.substring(0, action.indexOf(':')).replaceAll("[^a-z0-9]", "");
    return service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + number;
  }

  private static int byText(List<String> left, List<String> right) {
    return String.join("\n", left).compareTo(String.join("\n", right));
  }

  /** ASCII alone, which is what IAM takes without questions. */
  private static String text(ObjectNode policy) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      generator.writeTree(policy);
    } catch (IOException e) {
      throw new IllegalStateException("a policy cannot be written", e);
    }
    return text.toString();
  }
}
