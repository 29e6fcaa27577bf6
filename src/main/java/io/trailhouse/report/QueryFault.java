package io.trailhouse.report;

import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a query, as Spark found it.
 *
 * @param message one line
 * @param isAboutTable whether it asks a table or view that there is not
 */
public record QueryFault(String message, boolean isAboutTable) {

  /** SQLSTATE classes that blame the query: 22 is for its data, 42 for its text. */
  private static final Set<String> QUERY_STATES = Set.of("22", "42");

  private static final String NO_SUCH_TABLE = "42P01";

  /** Cause chains can be circles. */
  private static final int MOST_CAUSES = 30;

  /**
   * Finds it behind the exceptions of Spark's tasks and jobs; null if the query is not at fault.
   */
  public static @Nullable QueryFault in(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      String state = cause instanceof SparkThrowable spark ? spark.getSqlState() : null;
      if (state != null && state.length() == 5 && QUERY_STATES.contains(state.substring(0, 2))) {
        return new QueryFault(withoutPlan(cause), state.equals(NO_SUCH_TABLE));
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** Spark tells behind the sentence where in the query it is, and what it made of the query. */
  private static String withoutPlan(Throwable cause) {
    String message =
        cause instanceof AnalysisException analysis && !(cause instanceof ParseException)
            ? analysis.getSimpleMessage()
            : String.valueOf(cause.getMessage());
    return message
        .replaceFirst("(?s)\\n== SQL.*", "")
        .replaceAll("SQLSTATE: \\w{5};?", "")
        .strip()
        .replaceAll("\\s+", " ");
  }
}
