package io.trailhouse.caller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program that a request came from, as its user agent tells. A user agent is text that the
 * caller chooses: a client is what a request claims, never proof.
 *
 * @param client the tool: console, cli v2, terraform, boto3, ...; {@code other} if the text is of
 *     no known tool, {@code none} if there is no text
 * @param version the tool's version as it writes it; null if it does not say
 * @param platform what kind of tool it is: console, command line, sdk, infrastructure as code,
 *     agent, service, other or none
 */
public record Client(String client, @Nullable String version, String platform) {

  private static final Client OTHER = new Client("other", null, "other");
  private static final Client NONE = new Client("none", null, "none");

  /** CloudTrail itself cuts user agents there; longer text is made up. */
  private static final int LONGEST = 1024;

  private static final int LONGEST_VERSION = 40;

  /** A trail has few user agents, each many times; whoever makes up many gains nothing by it. */
  private static final int MOST_REMEMBERED = 4096;

  private static final Map<String, Client> REMEMBERED = new ConcurrentHashMap<>();

  private static final List<Rule> RULES = rules();

  private record Rule(String client, String platform, Pattern pattern) {}

  /** The client that a user agent names. */
  public static Client of(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return NONE;
    }
    String text = userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
    Client known = REMEMBERED.get(text);
    if (known != null) {
      return known;
    }
    Client found = recognise(text);
    if (REMEMBERED.size() < MOST_REMEMBERED) {
      REMEMBERED.put(text, found);
    }
    return found;
  }

  private static Client recognise(String text) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      if (matcher.find()) {
        return new Client(rule.client(), version(matcher), rule.platform());
      }
    }
    return OTHER;
  }

  private static @Nullable String version(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String version = matcher.group(group);
      if (version != null) {
        return version.length() <= LONGEST_VERSION
            ? version
            : version.substring(0, LONGEST_VERSION);
      }
    }
    return null;
  }

  private static List<Rule> rules() {
    InputStream file =
        Objects.requireNonNull(Client.class.getResourceAsStream("/data/clients.tsv"), "no clients");
    List<Rule> rules = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\t", 3);
          rules.add(
              new Rule(
                  parts[0],
                  parts[1],
                  Pattern.compile("(?<![^ \\[(,;])(?:%s)".formatted(parts[2]))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rules);
  }
}
