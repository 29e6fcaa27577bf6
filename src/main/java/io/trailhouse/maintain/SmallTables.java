package io.trailhouse.maintain;

import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Merges the files of the tables that get one or a few with each run: ledger, quarantine and runs.
 * By Delta's own OPTIMIZE, which changes no row and is safe beside whoever writes.
 */
public final class SmallTables {

  /** Fewer files than this are not worth it. */
  private static final int LEAST_FILES = 20;

  private static final String MOST_BYTES = "spark.databricks.delta.optimize.maxFileSize";
  private static final String SMALL_BYTES = "spark.databricks.delta.optimize.minFileSize";

  private static final List<LakeTable> TABLES =
      List.of(LakeTable.FILES, LakeTable.QUARANTINE, LakeTable.RUNS);

  private final SparkSession spark;
  private final Lake lake;

  /** A merging over a Spark session, the settings of which it leaves as they are. */
  public SmallTables(SparkSession spark, Lake lake) {
    this.spark = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    this.lake = lake;
  }

  /** Merges, and tells how many files were merged. */
  public long execute() {
    lake.finishInterrupted();
    spark.conf().set(MOST_BYTES, String.valueOf(64L << 20));
    spark.conf().set(SMALL_BYTES, String.valueOf(32L << 20));
    long merged = 0;
    for (LakeTable table : TABLES) {
      if (lake.files(table).size() >= LEAST_FILES) {
        spark.sparkContext().setJobDescription("Merging files of " + table.directory());
        Row metrics =
            spark
                .sql("OPTIMIZE delta.`%s`".formatted(lake.pathOf(table)))
                .selectExpr("metrics.numFilesRemoved")
                .head();
        merged += metrics.getLong(0);
      }
    }
    lake.refresh();
    return merged;
  }
}
