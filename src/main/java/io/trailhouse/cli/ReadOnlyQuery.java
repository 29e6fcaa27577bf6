package io.trailhouse.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A query that changes nothing: Spark would execute other statements at once.
 *
 * @param text as the user wrote it
 * @param firstWord its first word that is no comment, in capitals
 */
record ReadOnlyQuery(String text, String firstWord) {

  private static final Pattern FIRST_WORD =
      Pattern.compile("(?:\\s|\\(|--[^\n]*(?:\n|$)|/\\*.*?\\*/)*([A-Za-z]*)", Pattern.DOTALL);

  /**
   * No other word begins a query. Not all that changes something is a command to Spark's parser.
   */
  private static final Set<String> FIRST_WORDS =
      Set.of("SELECT", "WITH", "FROM", "VALUES", "TABLE", "DESCRIBE", "DESC", "SHOW", "EXPLAIN");

  /** How the parser's names for those commands begin that change nothing. */
  private static final List<String> READING = List.of("Describe", "Show", "Explain");

  /**
   * Parses a query.
   *
   * @throws AnalysisException if it is no SQL
   * @throws ParameterException if it could change something
   */
  static ReadOnlyQuery of(SparkSession spark, String text, CommandLine commandLine)
      throws AnalysisException {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(text);
    ReadOnlyQuery query = new ReadOnlyQuery(text, firstWord(text));
    if (!FIRST_WORDS.contains(query.firstWord) || plan.exists(node -> isChange(node))) {
      throw new ParameterException(
          commandLine,
          "The query must only read: SELECT, WITH, VALUES, DESCRIBE, SHOW or EXPLAIN, and only"
              + " one");
    }
    return query;
  }

  private static String firstWord(String text) {
    Matcher matcher = FIRST_WORD.matcher(text);
    return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
  }

  private static boolean isChange(LogicalPlan node) {
    String name = node.getClass().getSimpleName();
    boolean statement =
        node instanceof Command || node instanceof ParsedStatement || name.startsWith("Insert");
    return statement && READING.stream().noneMatch(name::startsWith);
  }

  /** Whether the answer may depend on a table; opening one that it does not is lost time. */
  boolean mayRead(String table) {
    return firstWord.equals("SHOW") || text.toLowerCase(Locale.ROOT).contains(table);
  }
}
