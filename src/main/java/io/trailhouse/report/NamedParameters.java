package io.trailhouse.report;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a report's query may name: {@code :from} and {@code :to}, the window's days, and the filters
 * {@code :accounts}, {@code :regions}, {@code :event_sources} and {@code :callers}, lists of texts
 * that are empty for all.
 *
 * <p>They are put into the query as literals. Spark's own parameters do not reach a common table
 * expression that a subquery asks (Spark 4.1.1: UNBOUND_SQL_PARAMETER).
 */
public final class NamedParameters {

  private static final Pattern PARAMETER =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|--[^\n]*+|(?s:/\\*.*?\\*/)"
              + "|(?<!:):([A-Za-z_]\\w*)\\b");

  private final Map<String, String> literals;

  private NamedParameters(Map<String, String> literals) {
    this.literals = literals;
  }

  /** Parameters of a query that is no report's, with texts as their values. */
  public static NamedParameters ofTexts(Map<String, String> texts) {
    return new NamedParameters(
        texts.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, text -> literal(text.getValue()))));
  }

  NamedParameters(ReportWindow window) {
    this.literals =
        Map.of(
            "from", "DATE'" + window.from() + "'",
            "to", "DATE'" + window.to() + "'",
            "accounts", list(window.accounts()),
            "regions", list(window.regions()),
            "event_sources", list(window.eventSources()),
            "callers", list(window.callers()));
  }

  /** The query with literals where it names parameters; texts and comments stay as they are. */
  public String in(String query) {
    return PARAMETER
        .matcher(query)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null
                        ? found.group()
                        : literals.getOrDefault(found.group(1), found.group())));
  }

  private static String list(Set<String> texts) {
    return new TreeSet<>(texts)
        .stream()
            .map(NamedParameters::literal)
            .collect(Collectors.joining(", ", "CAST(array(", ") AS ARRAY<STRING>)"));
  }

  /** A text as Spark SQL writes it. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
