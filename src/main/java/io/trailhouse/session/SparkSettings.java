package io.trailhouse.session;

import io.trailhouse.table.LogStores;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The settings of Spark without which a lake is not read right, or slowly. */
public final class SparkSettings {

  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String TIME_ZONE = "spark.sql.session.timeZone";
  private static final String UTC = "UTC";
  private static final String HADOOP = "spark.hadoop.";

  /** One class for all schemes, beside which Delta allows none for a scheme. */
  private static final String ONE_LOG_STORE = "spark.delta.logStore.class";

  private SparkSettings() {}

  /**
   * Adds what is missing. Without a master it is Spark inside of this process, on all cores.
   *
   * @param name of the application, if it has none yet
   */
  public static void complete(SparkConf conf, String name) {
    conf.setIfMissing("spark.master", "local[*]");
    boolean local = conf.get("spark.master").startsWith("local");
    conf.setIfMissing("spark.app.name", name);
    // Times are UTC whatever the machine's zone: correctness needs it.
    conf.set(TIME_ZONE, UTC);
    conf.set(EXTENSIONS, withDelta(conf.get(EXTENSIONS, "")));
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    // Spark's own commits must not overwrite a run's either.
    if (!conf.contains(ONE_LOG_STORE)) {
      LogStores.ofSpark().forEach(conf::setIfMissing);
    }
    if (local) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.sql.shuffle.partitions", "4");
      // Reports collect small sets for some thousand names; sorting events instead takes longer.
      conf.setIfMissing("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "20000");
      conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    setStore(conf, AwsSettings.ofProcess());
  }

  /** Makes the times of a session that is there already UTC. */
  public static void setUtc(SparkSession spark) {
    spark.conf().set(TIME_ZONE, UTC);
  }

  private static String withDelta(String extensions) {
    if (extensions.contains(DELTA_EXTENSION)) {
      return extensions;
    }
    return extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION;
  }

  /** What is set already stays, and so does where a cluster's machines get credentials. */
  private static void setStore(SparkConf conf, AwsSettings aws) {
    Configuration cluster = new Configuration(false);
    cluster.addResource("core-site.xml");
    Map<String, String> settings = new TreeMap<>(aws.forStore());
    if (cluster.get(AwsSettings.CREDENTIALS) != null) {
      settings.remove(AwsSettings.CREDENTIALS);
    }
    settings.forEach((key, value) -> conf.setIfMissing(HADOOP + key, value));
    // EMR has its own file system for s3://.
    if (new Configuration().get("fs.s3.impl") == null) {
      conf.setIfMissing(HADOOP + "fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    }
  }
}
