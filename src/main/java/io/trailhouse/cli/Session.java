package io.trailhouse.cli;

import io.trailhouse.session.SparkSettings;
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

  private static final String HADOOP = "spark.hadoop.";

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
    SparkSettings.setUtc(spark);
    SparkSession.setActiveSession(spark);
    return new Session(spark, running);
  }

  private static Session embedded(String command, CommonOptions options) {
    SparkConf conf = new SparkConf();
    options.conf().forEach(setting -> conf.set(setting.key(), setting.value()));
    SparkSettings.complete(conf, "trailhouse " + command);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    if (options.verbose()) {
      spark.sparkContext().setLogLevel("INFO");
    }
    if (options.quiet()) {
      Configurator.setLevel(OURS, Level.WARN);
    }
    return new Session(spark, null);
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
