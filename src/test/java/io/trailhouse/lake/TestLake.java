package io.trailhouse.lake;

import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A lake in a folder, and a session of its own in which times are {@link Instant}. */
record TestLake(SparkSession spark, Path folder, @Nullable Partitioning partitioning) {

  static TestLake in(SparkSession shared, Path folder) {
    SparkSession spark = shared.newSession();
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    // Small files cost nothing here, so that few tasks read them.
    spark.conf().set("spark.sql.files.openCostInBytes", "1000");
    return new TestLake(spark, folder, null);
  }

  /** The same lake; what is ingested asks for a partitioning. */
  TestLake partitionedBy(Partitioning wanted) {
    return new TestLake(spark, folder, wanted);
  }

  /** Ingests all that is in some trails. */
  IngestResult ingest(Path... trails) {
    List<String> roots = Arrays.stream(trails).map(Path::toString).toList();
    LocateConfig locate = new LocateConfig(roots, null, null, Set.of(), Set.of(), 2);
    IngestConfig config =
        new IngestConfig(locate, folder.toString(), Limits.DEFAULT, "test", partitioning);
    return new Ingest(spark, config, IngestProgress.NONE).execute();
  }

  /** Microseconds since 1970, of all times from year 1 to 9999. */
  static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  Configuration conf() {
    return spark.sessionState().newHadoopConf();
  }

  Path path(LakeTable table) {
    return folder.resolve(table.directory());
  }

  Dataset<Row> read(LakeTable table) {
    // How rows become Java objects is a setting of the thread's session.
    SparkSession.setActiveSession(spark);
    return spark.read().format("delta").load(path(table).toString());
  }

  Iterable<Row> rows(LakeTable table) {
    return () -> iterator(table);
  }

  private Iterator<Row> iterator(LakeTable table) {
    return read(table).toLocalIterator();
  }
}
