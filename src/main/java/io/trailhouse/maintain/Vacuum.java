package io.trailhouse.maintain;

import io.trailhouse.table.Lake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Deletes files that no table of the lake names any more, or never did: those that were merged,
 * replaced or expired, and what killed runs left. By Delta's own VACUUM.
 *
 * @see <a href="https://docs.delta.io/latest/delta-utility.html#-delta-vacuum">Delta, vacuum</a>
 */
public final class Vacuum {

  /**
   * How long a file is kept that no table names: a run that writes may have made it, a query that
   * started before may still read it.
   */
  public static final Duration DEFAULT_KEPT = Duration.ofDays(7);

  /** Less than this would be a danger to runs and queries that are under way. */
  public static final Duration LEAST_KEPT = Duration.ofDays(1);

  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";
  private static final String LOGGING = "spark.databricks.delta.vacuum.logging.enabled";
  private static final String LISTING = "spark.sql.sources.parallelPartitionDiscovery.parallelism";
  private static final String DELETING = "spark.databricks.delta.vacuum.parallelDelete.enabled";

  private final SparkSession spark;
  private final Lake lake;
  private final MaintainProgress progress;

  /** A vacuum over a Spark session, the settings of which it leaves as they are. */
  public Vacuum(SparkSession spark, Lake lake, MaintainProgress progress) {
    this.spark = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * What was deleted.
   *
   * @param tables how many tables were looked at
   * @param files files that were deleted
   * @param bytes bytes of these
   */
  public record Vacuumed(int tables, long files, long bytes) {}

  /**
   * Deletes what has been unnamed for some time.
   *
   * @param kept how long, at least {@link #LEAST_KEPT}
   */
  public Vacuumed execute(Duration kept) {
    if (kept.compareTo(LEAST_KEPT) < 0) {
      throw new IllegalArgumentException("vacuum keeps files for a day at least");
    }
    // An interrupted run's files are not named yet, but will be.
    lake.finishInterrupted();
    spark.conf().set(CHECK, "false");
    spark.conf().set(LOGGING, "true");
    spark.conf().set(DELETING, "true");
    spark.conf().set(LISTING, String.valueOf(spark.sparkContext().defaultParallelism() * 4));
    List<String> tables = LakeFolders.tables(spark.sessionState().newHadoopConf(), lake.uri());
    long files = 0;
    long bytes = 0;
    for (int i = 0; i < tables.size(); i++) {
      progress.report("deleting files that no table names", i, tables.size());
      String table = "delta.`%s`".formatted(tables.get(i));
      spark.sparkContext().setJobDescription("Vacuum of " + tables.get(i));
      spark.sql("VACUUM %s RETAIN %d HOURS".formatted(table, kept.toHours()));
      for (Row row :
          spark
              .sql("SELECT operation, operationMetrics FROM (DESCRIBE HISTORY %s)".formatted(table))
              .limit(2)
              .collectAsList()) {
        Map<String, String> metrics = row.getJavaMap(1);
        switch (row.getString(0)) {
          case "VACUUM END" -> files += number(metrics, "numDeletedFiles");
          case "VACUUM START" -> bytes += number(metrics, "sizeOfDataToDelete");
          default -> {}
        }
      }
    }
    lake.refresh();
    return new Vacuumed(tables.size(), files, bytes);
  }

  private static long number(Map<String, String> metrics, String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }
}
