package io.trailhouse.bench;

import io.trailhouse.table.ExclusiveLogStore;
import org.apache.spark.sql.SparkSession;

/** Spark with Delta in this process. */
final class SparkSessions {

  private SparkSessions() {}

  /** What Trailhouse's commands start when no Spark is given to them. */
  static SparkSession likeTheCommandLine(int threads) {
    return withDelta(threads)
        .config("spark.delta.logStore.file.impl", ExclusiveLogStore.class.getName())
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .getOrCreate();
  }

  /**
   * What a careful user sets for a machine of this size: as many shuffle partitions as help, and
   * the lake's codec.
   */
  static SparkSession tunedByHand(int threads) {
    return withDelta(threads)
        .config("spark.sql.shuffle.partitions", String.valueOf(threads * 4))
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .getOrCreate();
  }

  private static SparkSession.Builder withDelta(int threads) {
    return SparkSession.builder()
        .master("local[" + threads + "]")
        .appName("trailhouse bench")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1");
  }
}
