package io.trailhouse.cli;

import io.trailhouse.table.LogStores;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Spark, for one command. Where a session runs already in this process, the command gets one of its
 * own beside it, with its own views and settings, and leaves it running; else it starts what
 * spark-submit set up, or an embedded Spark on all cores, and stops it at the end.
 */
final class Session implements AutoCloseable {

  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String TIME_ZONE = "spark.sql.session.timeZone";
  private static final String HADOOP = "spark.hadoop.";

  /** One class for all schemes, beside which Delta allows none for a scheme. */
  private static final String ONE_LOG_STORE = "spark.delta.logStore.class";

  /** The loggers of the program itself. */
  private static final String OURS = "io.trailhouse";

  private final SparkSession spark;
  private final @Nullable SparkSession running;
  private @Nullable JobListener listener;

  private Session(SparkSession spark, @Nullable SparkSession running) {
    this.spark = spark;
    this.running = running;
  }

  static Session start(String command, CommonOptions options) {
    SparkSession running = running();
    Session session = running == null ? embedded(command, options) : beside(running, options);
    if (options.bar().isShown()) {
      session.spark.sparkContext().addSparkListener(session.listening(options.bar()));
    }
    return session;
  }

  private static @Nullable SparkSession running() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    return session.isDefined() && !session.get().sparkContext().isStopped() ? session.get() : null;
  }

  /** Settings of the process itself stay as they are. */
  private static Session beside(SparkSession running, CommonOptions options) {
    SparkSession spark = running.newSession();
    for (Setting setting : options.conf()) {
      if (setting.key().startsWith(HADOOP)) {
        spark.conf().set(setting.key().substring(HADOOP.length()), setting.value());
      } else if (spark.conf().isModifiable(setting.key())) {
        spark.conf().set(setting.key(), setting.value());
      }
    }
    spark.conf().set(TIME_ZONE, "UTC");
    SparkSession.setActiveSession(spark);
    return new Session(spark, running);
  }

  private static Session embedded(String command, CommonOptions options) {
    SparkConf conf = new SparkConf();
    options.conf().forEach(setting -> conf.set(setting.key(), setting.value()));
    if (!conf.contains("spark.master")) {
      conf.setMaster("local[*]");
    }
    boolean local = conf.get("spark.master").startsWith("local");
    conf.setIfMissing("spark.app.name", "trailhouse " + command);
    // Times are UTC whatever the machine's zone: correctness needs it.
    conf.set(TIME_ZONE, "UTC");
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
    setStore(conf, System.getenv());
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    if (options.verbose()) {
      spark.sparkContext().setLogLevel("INFO");
    }
    if (options.quiet()) {
      Configurator.setLevel(OURS, Level.WARN);
    }
    return new Session(spark, null);
  }

  private static String withDelta(String extensions) {
    if (extensions.contains(DELTA_EXTENSION)) {
      return extensions;
    }
    return extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION;
  }

  /** Settings of the S3 client that every AWS tool takes from the environment. */
  private static void setStore(SparkConf conf, Map<String, String> environment) {
    String endpoint =
        first(environment.get("AWS_ENDPOINT_URL_S3"), environment.get("AWS_ENDPOINT_URL"));
    String region = first(environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"));
    if (endpoint != null) {
      conf.setIfMissing(HADOOP + "fs.s3a.endpoint", endpoint);
      conf.setIfMissing(HADOOP + "fs.s3a.path.style.access", "true");
    }
    if (region != null) {
      conf.setIfMissing(HADOOP + "fs.s3a.endpoint.region", region);
    }
    // EMR has its own file system for s3://.
    if (new Configuration().get("fs.s3.impl") == null) {
      conf.setIfMissing(HADOOP + "fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    }
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null || one.isEmpty() ? other : one;
  }

  private JobListener listening(Bar bar) {
    JobListener listening = new JobListener(bar);
    listener = listening;
    return listening;
  }

  SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    if (listener != null) {
      spark.sparkContext().removeSparkListener(listener);
    }
    if (running == null) {
      spark.stop();
    } else {
      SparkSession.setActiveSession(running);
    }
  }
}
