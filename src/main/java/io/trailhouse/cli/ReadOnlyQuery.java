package io.trailhouse.cli;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells queries from statements, which Spark would execute at once. */
final class ReadOnlyQuery {

  /** How the names of those statements begin that change nothing. */
  private static final List<String> READING = List.of("Describe", "Show", "Explain");

  private ReadOnlyQuery() {}

  /**
   * Refuses what could change something.
   *
   * @throws AnalysisException if it is no SQL
   * @throws ParameterException if it is no query
   */
  static void requireReading(SparkSession spark, String query, CommandLine commandLine)
      throws AnalysisException {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(query);
    if (plan.exists(node -> isChange(node))) {
      throw new ParameterException(
          commandLine,
          "The query must only read: SELECT, WITH, VALUES, DESCRIBE, SHOW or EXPLAIN, and only"
              + " one");
    }
  }

  private static boolean isChange(LogicalPlan node) {
    String name = node.getClass().getSimpleName();
    boolean statement =
        node instanceof Command
            || node instanceof ParsedStatement
            || name.contains("ExecuteImmediate");
    return statement && READING.stream().noneMatch(name::startsWith);
  }
}
