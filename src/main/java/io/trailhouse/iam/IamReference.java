package io.trailhouse.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The IAM actions that there are, and the resources that each may be limited to, from {@code
 * data/iam-reference.tsv}.
 */
final class IamReference {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private static final IamReference READ = read();

  private final Map<String, Map<String, Action>> byService = new HashMap<>();

  private IamReference() {}

  /**
   * An action of a service.
   *
   * @param name as AWS writes it, with its service: {@code s3:GetObject}
   * @param arns what the ARNs of its resources look like; none if it can only be allowed for all
   */
  record Action(String name, List<Pattern> arns) {}

  /** The action of this name in whatever case; null if there is none. */
  static @Nullable Action action(String service, String name) {
    return READ.byService.getOrDefault(service, Map.of()).get(name.toLowerCase(Locale.ROOT));
  }

  /** The action of a full name such as {@code s3:GetObject}; null if there is none. */
  static @Nullable Action action(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? null : action(name.substring(0, colon), name.substring(colon + 1));
  }

  /** The lines of a file in {@code /data} that are not comments. */
  static List<String> lines(String name) {
    try (InputStream in =
            Objects.requireNonNull(IamReference.class.getResourceAsStream("/data/" + name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static IamReference read() {
    IamReference reference = new IamReference();
    String service = "";
    List<Pattern> arns = new ArrayList<>();
    for (String line : lines("iam-reference.tsv")) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      switch (cells.get(0)) {
        case "service" -> {
          service = cells.get(1);
          arns.clear();
        }
        case "arn" -> arns.add(pattern(cells.get(1)));
        default -> reference.add(service, chosen(arns, cells.get(1)), cells.get(2));
      }
    }
    return reference;
  }

  private void add(String service, List<Pattern> arns, String names) {
    Map<String, Action> actions = byService.computeIfAbsent(service, key -> new HashMap<>());
    for (String name : names.split(" ", -1)) {
      actions.put(name.toLowerCase(Locale.ROOT), new Action(service + ":" + name, arns));
    }
  }

  private static List<Pattern> chosen(List<Pattern> arns, String numbers) {
    return numbers.isEmpty()
        ? List.of()
        : Arrays.stream(numbers.split(" ", -1)).map(Integer::parseInt).map(arns::get).toList();
  }

  /** Names may hold what stands between names, but a bucket's cannot hold its objects'. */
  private static Pattern pattern(String arn) {
    StringBuilder text = new StringBuilder("arn:aws[a-z-]*:");
    Matcher variable = VARIABLE.matcher(arn);
    int end = 0;
    while (variable.find()) {
      text.append(literal(arn.substring(end, variable.start())));
      end = variable.end();
      text.append(
          switch (variable.group(1)) {
            case "Region" -> "[a-z0-9-]*";
            case "Account" -> "(?:[0-9]*|aws)";
            case "BucketName" -> "[^/:]+";
            default -> end == arn.length() ? ".+" : "[^:]+";
          });
    }
    return Pattern.compile(text + literal(arn.substring(end)), Pattern.DOTALL);
  }

  /** A star in a pattern stands for anything. */
  private static String literal(String text) {
    return Arrays.stream(text.split("\\*", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
        .collect(Collectors.joining(".*"));
  }
}
