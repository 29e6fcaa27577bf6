package io.trailhouse.source;

import io.trailhouse.event.EventColumn;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Plans a read on the driver. The trail is listed once, when Spark first asks about it. */
final class TrailScan implements Scan, Batch, SupportsReportStatistics {

  /** Trail files are small gzip files; in real archives JSON is 8.7 times as long. */
  private static final long JSON_PER_GZIP = 9;

  private final SparkSession spark;
  private final TrailReadOptions options;
  private final List<EventColumn> columns;
  private final KeyBounds pushed;
  private @Nullable WantedObjects wanted;

  /** A read of these columns of events whose objects' keys are within {@code pushed}. */
  TrailScan(
      SparkSession spark, TrailReadOptions options, List<EventColumn> columns, KeyBounds pushed) {
    this.spark = spark;
    this.options = options;
    this.columns = columns;
    this.pushed = pushed;
  }

  @Override
  public StructType readSchema() {
    return EventSchema.of(columns);
  }

  @Override
  public String description() {
    return "cloudtrail %s [within=%s, columns=%d]"
        .formatted(
            String.join(", ", options.paths()), pushed.and(options.bounds()), columns.size());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return new TaskPacking(options.taskBytes(), spark.sparkContext().defaultParallelism())
        .pack(wanted().objects())
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new TrailReaderFactory(
        SerializableConfiguration.broadcast(spark.sparkContext(), conf()),
        columns,
        new RecordPolicy(options.limits(), options.damaged()));
  }

  @Override
  public Statistics estimateStatistics() {
    return new Size(OptionalLong.of(wanted().bytes() * JSON_PER_GZIP), OptionalLong.empty());
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return TrailMetrics.all();
  }

  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    return new CustomTaskMetric[] {
      new TrailMetrics.Count(TrailMetrics.OBJECTS_PLANNED, wanted().objects().size()),
      new TrailMetrics.Count(TrailMetrics.OBJECTS_LEFT_ALONE, wanted().leftAlone()),
      new TrailMetrics.Count(TrailMetrics.OBJECTS_UNSAID, wanted().unsaid())
    };
  }

  /** Equal scans read the same, which lets Spark do the work once. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrailScan scan
        && options.equals(scan.options)
        && columns.equals(scan.columns)
        && pushed.equals(scan.pushed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(options, columns, pushed);
  }

  private WantedObjects wanted() {
    if (wanted == null) {
      wanted = WantedObjects.find(conf(), options, pushed);
    }
    return wanted;
  }

  private Configuration conf() {
    Configuration conf = spark.sessionState().newHadoopConf();
    options.fileSystem().forEach(conf::set);
    return conf;
  }

  private record Size(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}
}
