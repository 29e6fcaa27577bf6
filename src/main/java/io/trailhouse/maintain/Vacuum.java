package io.trailhouse.maintain;

import io.trailhouse.table.Lake;
import io.trailhouse.table.StrayFiles;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Deletes files that no table of the lake names any more, or never did: those that were merged,
 * replaced or expired, and what killed runs left. By Delta's own VACUUM, of those tables in whose
 * folders there is such a file.
 *
 * @see <a href="https://docs.delta.io/latest/delta-utility.html#-delta-vacuum">Delta, vacuum</a>
 */
public final class Vacuum {

  /** Less than this would be a danger to runs and queries that are under way. */
  public static final Duration LEAST_KEPT = Duration.ofDays(1);

  private static final String KEPT = "delta.deletedFileRetentionDuration";
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
  public record Vacuumed(int tables, long files, long bytes) {
    private Vacuumed plus(Vacuumed more) {
      return new Vacuumed(tables + more.tables, files + more.files, bytes + more.bytes);
    }
  }

  /**
   * Deletes what no table has named for a while: a run that writes may have made it, a query that
   * started before may still read it.
   *
   * @param kept how long, at least {@link #LEAST_KEPT}, from now on; null for as long as each table
   *     says, which is a week where it says nothing
   */
  public Vacuumed execute(@Nullable Duration kept) {
    if (kept != null && kept.compareTo(LEAST_KEPT) < 0) {
      throw new IllegalArgumentException("vacuum keeps files for a day at least");
    }
    // An interrupted run's files are not named yet, but will be.
    lake.finishInterrupted();
    spark.conf().set(LOGGING, "true");
    spark.conf().set(DELETING, "true");
    spark.conf().set(LISTING, String.valueOf(spark.sparkContext().defaultParallelism() * 4));
    Configuration conf = spark.sessionState().newHadoopConf();
    List<String> tables = LakeFolders.tables(conf, lake.uri());
    Vacuumed vacuumed = new Vacuumed(tables.size(), 0, 0);
    for (int i = 0; i < tables.size(); i++) {
      progress.report("deleting files that no table names", i, tables.size());
      spark.sparkContext().setJobDescription("Vacuum of " + tables.get(i));
      String table = "delta.`%s`".formatted(tables.get(i));
      if (kept != null) {
        keep(table, "interval %d hours".formatted(kept.toHours()));
      }
      // VACUUM starts several jobs, and most tables of reports never have what it looks for.
      Duration least = kept == null ? LEAST_KEPT : kept;
      if (StrayFiles.anyBefore(conf, tables.get(i), Instant.now().minus(least))) {
        vacuumed = vacuumed.plus(vacuumed(table));
      }
    }
    lake.refresh();
    return vacuumed;
  }

  private Vacuumed vacuumed(String table) {
    // Delta tells on standard output, which is for the command's own answer.
    scala.Console.withOut(
        OutputStream.nullOutputStream(),
        () -> {
          spark.sql("VACUUM " + table);
          return null;
        });
    Vacuumed vacuumed = new Vacuumed(0, 0, 0);
    for (Row row :
        spark
            .sql("DESCRIBE HISTORY " + table)
            .where("operation IN ('VACUUM START', 'VACUUM END')")
            .select("operation", "operationMetrics")
            .limit(2)
            .collectAsList()) {
      Map<String, String> metrics = row.getJavaMap(1);
      switch (row.getString(0)) {
        case "VACUUM END" ->
            vacuumed = vacuumed.plus(new Vacuumed(0, number(metrics, "numDeletedFiles"), 0));
        case "VACUUM START" ->
            vacuumed = vacuumed.plus(new Vacuumed(0, 0, number(metrics, "sizeOfDataToDelete")));
        default -> {}
      }
    }
    return vacuumed;
  }

  private void keep(String table, String interval) {
    boolean isSo =
        spark.sql("SHOW TBLPROPERTIES " + table).collectAsList().stream()
            .anyMatch(row -> row.getString(0).equals(KEPT) && row.getString(1).equals(interval));
    if (!isSo) {
      spark.sql("ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%s')".formatted(table, KEPT, interval));
    }
  }

  private static long number(Map<String, String> metrics, String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }
}
