package io.trailhouse.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which IAM actions a call needs. Most events bear the action's name; those that do not are in
 * {@code data/iam-actions.tsv}. Only actions that exist are ever named.
 */
public final class IamActions {

  /** {@code GetFunction20150331v2}, {@code CreateDistribution2020_05_31}. */
  private static final Pattern VERSION =
      Pattern.compile("_?(?:19|20)\\d{2}_?\\d{2}_?\\d{2}(v\\d+)?$");

  private static final Pattern DOMAIN =
      Pattern.compile("\\.(amazonaws|api\\.aws|amazon|aws)(\\.com)?(\\.cn)?$");

  private static final String NONE = "-";
  private static final String UNCLEAR = "?";
  private static final String SAME_NAME = ":*";

  private static final Map<String, Map<String, String>> EXCEPTIONS = exceptions();

  private IamActions() {}

  /**
   * The actions of a call.
   *
   * @param eventSource such as {@code s3.amazonaws.com}
   * @param eventName such as {@code HeadObject}
   * @return actions such as {@code s3:GetObject}; none if the call needs no permission; null if it
   *     is not known which it needs
   */
  public static @Nullable List<String> of(String eventSource, String eventName) {
    String service = DOMAIN.matcher(eventSource).replaceFirst("");
    String name = VERSION.matcher(eventName).replaceFirst("");
    for (String prefix : List.of(service, service.substring(service.lastIndexOf('.') + 1))) {
      String rule = rule(prefix, name);
      if (rule != null) {
        return obeyed(rule, name);
      }
    }
    return null;
  }

  private static @Nullable String rule(String service, String name) {
    Map<String, String> exceptions = EXCEPTIONS.getOrDefault(service, Map.of());
    String rule = exceptions.get(name);
    if (rule == null && IamReference.action(service, name) != null) {
      return service + SAME_NAME;
    }
    for (int end = name.length(); rule == null && end >= 0; end--) {
      rule = exceptions.get(name.substring(0, end) + "*");
    }
    return rule;
  }

  private static @Nullable List<String> obeyed(String rule, String name) {
    if (rule.equals(NONE)) {
      return List.of();
    }
    if (rule.equals(UNCLEAR)) {
      return null;
    }
    if (!rule.endsWith(SAME_NAME)) {
      return List.of(rule.split(" ", -1));
    }
    for (String service : rule.split(" ", -1)) {
      IamReference.Action action =
          IamReference.action(service.substring(0, service.length() - SAME_NAME.length()), name);
      if (action != null) {
        return List.of(action.name());
      }
    }
    return null;
  }

  /** Each rule by service and event name. */
  private static Map<String, Map<String, String>> exceptions() {
    Map<String, Map<String, String>> read = new HashMap<>();
    for (String line : IamReference.lines("iam-actions.tsv")) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      read.computeIfAbsent(cells.get(0), service -> new HashMap<>())
          .put(cells.get(1), cells.get(2));
    }
    return read;
  }

  /** All actions that exceptions name. */
  static List<String> named() {
    List<String> named = new ArrayList<>();
    for (Map<String, String> rules : EXCEPTIONS.values()) {
      for (String rule : rules.values()) {
        for (String action : rule.split(" ", -1)) {
          if (action.contains(":") && !action.endsWith(SAME_NAME)) {
            named.add(action);
          }
        }
      }
    }
    return named;
  }
}
