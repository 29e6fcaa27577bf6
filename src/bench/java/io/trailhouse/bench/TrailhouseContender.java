package io.trailhouse.bench;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trailhouse, with the session and the settings of its commands. */
final class TrailhouseContender implements Contender {

  private final SparkSession spark;

  TrailhouseContender(int threads) {
    this.spark = SparkSessions.likeTheCommandLine(threads);
  }

  @Override
  public Callable<Outcome> run(Step step) {
    return switch (step.task()) {
      case INGEST, INGEST_AGAIN -> ingest(step);
      case SCAN_THREE -> scan(step, ScanQuery.three("trail"));
      case SCAN_ALL -> scan(step, ScanQuery.all("trail", TrailhouseContender::weight));
      case QUERY -> query(step);
      case COLUMN_BYTES, GUNZIP, GUNZIP_ONE_THREAD, READ_ONE_THREAD ->
          throw new IllegalArgumentException("not for Trailhouse: " + step.task());
    };
  }

  private Callable<Outcome> ingest(Step step) {
    LocateConfig trail =
        new LocateConfig(
            List.of(step.input()), null, null, Set.of(), Set.of(), LocateConfig.PARALLELISM);
    IngestConfig config = new IngestConfig(trail, step.output(), Limits.DEFAULT, "bench");
    IngestResult result = new Ingest(spark, config, IngestProgress.NONE).execute();
    return () ->
        new Outcome(
            result.recordsRead(),
            result.duplicates(),
            result.eventFiles(),
            result.eventBytes(),
            Map.of(
                "rows", result.rowsWritten(),
                "quarantined", result.recordsQuarantined(),
                "new objects", result.objectsNew()));
  }

  private Callable<Outcome> scan(Step step, String sql) {
    spark.read().format("cloudtrail").load(step.input()).createOrReplaceTempView("trail");
    Row answer = spark.sql(sql).first();
    return () -> Outcome.of(answer.getLong(0));
  }

  /** How much of a column there is, as a number that takes a look at each value. */
  private static String weight(EventColumn column) {
    String name = column.columnName();
    if (column.type().isText() || column.type() == ColumnType.BINARY) {
      return "sum(length(%s))".formatted(name);
    }
    return column.type() == ColumnType.RESOURCE_LIST
        ? "sum(size(%s))".formatted(name)
        : "max(%s)".formatted(name);
  }

  private Callable<Outcome> query(Step step) {
    Lake lake = Lake.at(spark.sessionState().newHadoopConf(), step.input());
    spark
        .read()
        .format("delta")
        .load(lake.pathOf(LakeTable.EVENTS))
        .createOrReplaceTempView("events");
    Row[] rows = (Row[]) spark.sql(LakeQuery.valueOf(step.query()).sql()).collect();
    return () ->
        new Outcome(
            rows.length,
            0,
            0,
            Arrays.stream(rows).map(Row::toString).collect(Collectors.joining()).length(),
            Map.of());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
