package io.trailhouse.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks reports of a lake about one window. */
public final class ReportRun {

  private final SparkSession spark;

  /**
   * Makes the views that reports ask: {@code events}, {@code before}, {@code files} and {@code
   * quarantine}.
   */
  public ReportRun(SparkSession spark, Lake lake, ReportWindow window) {
    this.spark = spark;
    Dataset<Row> events = table(lake, LakeTable.EVENTS);
    events.filter(within(window)).createOrReplaceTempView("events");
    events.filter(within(window.before())).createOrReplaceTempView("before");
    table(lake, LakeTable.FILES).createOrReplaceTempView("files");
    table(lake, LakeTable.QUARANTINE).createOrReplaceTempView("quarantine");
  }

  private Dataset<Row> table(Lake lake, LakeTable table) {
    return spark.read().format("delta").load(lake.pathOf(table));
  }

  /** Both the partition column and the time: days are pruned by the first. */
  private static Column within(ReportWindow window) {
    return col("event_date")
        .geq(lit(window.from()))
        .and(col("event_date").lt(lit(window.to())))
        .and(col("event_time").geq(lit(window.from().atStartOfDay(ZoneOffset.UTC).toInstant())))
        .and(col("event_time").lt(lit(window.to().atStartOfDay(ZoneOffset.UTC).toInstant())))
        .and(oneOf("recipient_account_id", window.accounts()))
        .and(oneOf("aws_region", window.regions()))
        .and(oneOf("event_source", window.eventSources()))
        .and(oneOf("caller", window.callers()));
  }

  private static Column oneOf(String column, Set<String> values) {
    return values.isEmpty() ? lit(true) : col(column).isin(values.toArray());
  }

  /** The answer to a report's question, not computed yet. */
  public Dataset<Row> ask(Report report) {
    return spark.sql(report.sql());
  }
}
