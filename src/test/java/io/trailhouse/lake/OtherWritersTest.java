package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.maintain.Compaction;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.maintain.Repartition;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are Delta tables like any other: Spark writes them too, and runs go on after it. */
@SparkTest
class OtherWritersTest {

  private static final long APPENDED = 40;

  @TempDir Path folder;
  private final SparkSession spark;

  OtherWritersTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void leaveALakeThatTheNextRunGoesOnWith() throws IOException, SQLException {
    Path trail = folder.resolve("trail");
    GeneratedTrail.Truth truth = writeTrail(trail);
    TestLake lake = lake();
    IngestResult first = lake.ingest(trail.resolve("AWSLogs/111122223333/CloudTrail/us-east-1"));
    append(lake);
    for (LakeTable table : LakeTable.ingested()) {
      optimize(lake, table);
      vacuum(lake, table);
    }
    IngestResult second = lake.ingest(trail);
    assertThat(List.of(first.rowsWritten() + second.rowsWritten(), rows(lake)))
        .containsExactly(truth.events(), truth.events() + APPENDED);
    for (LakeTable table : LakeTable.ingested()) {
      ThreeEnginesTest.assertAgree(lake, table);
    }
  }

  @Test
  void leaveALedgerThatKnowsAllObjects() throws IOException {
    Path trail = folder.resolve("trail");
    writeTrail(trail);
    TestLake lake = lake();
    lake.ingest(trail.resolve("AWSLogs/111122223333/CloudTrail/us-east-1"));
    lake.ingest(trail);
    optimize(lake, LakeTable.FILES);
    vacuum(lake, LakeTable.FILES);
    assertThat(lake.ingest(trail).objectsNew()).isZero();
  }

  @Test
  void leaveEventsWhoseSecondDeliveriesAreStillFound() throws IOException {
    Path first = object("first.json", "a", "b", "c");
    TestLake lake = lake();
    lake.ingest(first);
    lake.ingest(object("second.json", "d"));
    optimize(lake, LakeTable.EVENTS);
    IngestResult third = lake.ingest(object("third.json", "c", "d", "e"));
    assertThat(List.of(third.rowsWritten(), third.duplicates(), rows(lake)))
        .containsExactly(1L, 2L, 5L);
  }

  @Test
  void seeTheCommentOfEachColumn() throws IOException {
    TestLake lake = lake();
    lake.ingest(object("first.json", "a"));
    for (LakeTable table : LakeTable.ingested()) {
      assertThat(
              lake.spark()
                  .sql("DESCRIBE TABLE delta.`%s`".formatted(lake.path(table)))
                  .limit(table.columns().size())
                  .collectAsList())
          .extracting(row -> new Described(row.getString(0), row.getString(1), row.getString(2)))
          .containsExactlyElementsOf(table.columns().stream().map(Described::of).toList());
    }
  }

  @Test
  void needToKnowNoFeatureOfDelta() throws IOException {
    TestLake lake = lake();
    lake.ingest(object("first.json", "a"));
    List<JsonNode> protocols = new ArrayList<>();
    for (LakeTable table : LakeTable.ingested()) {
      protocols.add(new DeltaLog(lake.path(table)).protocol());
    }
    assertThat(protocols)
        .allSatisfy(
            protocol -> {
              assertThat(protocol.path("minReaderVersion").asInt()).isEqualTo(1);
              assertThat(protocol.has("readerFeatures")).isFalse();
            });
  }

  @Test
  void cannotHideRowsBehindDeletionVectors() throws IOException {
    TestLake lake = lake();
    lake.ingest(object("first.json", "a", "b", "c"));
    String events = "delta.`file:%s`".formatted(lake.path(LakeTable.EVENTS));
    lake.spark()
        .sql(
            "ALTER TABLE %s SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)"
                .formatted(events));
    lake.spark().sql("DELETE FROM %s WHERE event_id = 'b'".formatted(events));
    Path again = object("second.json", "a", "b");
    assertThatThrownBy(() -> lake.ingest(again))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("'delta.enableDeletionVectors' = false")
        .hasMessageContaining("REORG TABLE %s APPLY (PURGE)".formatted(events));
    lake.spark()
        .sql(
            "ALTER TABLE %s SET TBLPROPERTIES ('delta.enableDeletionVectors' = false)"
                .formatted(events));
    lake.spark().sql("REORG TABLE %s APPLY (PURGE)".formatted(events));
    assertThat(lake.ingest(again).rowsWritten()).isEqualTo(1);
  }

  @Test
  void readALogThatHasCheckpoints() throws IOException, SQLException {
    TestLake lake = lake();
    for (int run = 0; run < 11; run++) {
      lake.ingest(object(run + ".json", "a", Integer.toString(run)));
    }
    try (Stream<Path> log = Files.list(lake.path(LakeTable.EVENTS).resolve("_delta_log"))) {
      assertThat(log).anyMatch(file -> file.toString().endsWith(".checkpoint.parquet"));
    }
    ThreeEnginesTest.assertAgree(lake, LakeTable.EVENTS);
    assertThat(rows(lake)).isEqualTo(12);
  }

  /** A column as {@code DESCRIBE TABLE} shows it. */
  private record Described(String name, String type, String comment) {
    private static Described of(TableColumn column) {
      return new Described(column.name(), column.type().sqlType(), column.comment());
    }
  }

  private TestLake lake() {
    return TestLake.in(spark, folder.resolve("lake"));
  }

  private static GeneratedTrail.Truth writeTrail(Path trail) throws IOException {
    return GeneratedTrail.of(
            GeneratedTrail.Config.of(11, 400)
                .withDays(LocalDate.of(2026, 10, 1), 2)
                .withPlaces(1, 2)
                .withShares(0.5, 0.2, 0.05)
                .withLargestObject(20))
        .writeTo(trail);
  }

  @Test
  void leaveFilesWithoutStatisticsBesideWhichALateEventIsKept() throws IOException {
    TestLake lake = lake();
    lake.ingest(object("first.json", "a"));
    lake.ingest(object("second.json", "b"));
    lake.spark().conf().set("spark.databricks.delta.stats.collect", "false");
    optimize(lake, LakeTable.EVENTS);
    IngestResult third = lake.ingest(object("third.json", "c"));
    assertThat(List.of(third.rowsWritten(), rows(lake))).containsExactly(1L, 3L);
  }

  @Test
  void leaveColumnsThatAMoveRefusesToLose() throws IOException {
    TestLake lake = withColumnOfOthers();
    Repartition move =
        new Repartition(
            lake.spark(),
            Lake.at(lake.conf(), lake.folder().toString()),
            Partitioning.DATE_REGION,
            MaintainProgress.NONE);
    assertThatThrownBy(move::execute)
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining(
            " has a column ticket, which Trailhouse does not know and would lose;");
  }

  @Test
  void leaveColumnsThatCompactionDoesNotTouch() throws IOException {
    TestLake lake = withColumnOfOthers();
    CompactionResult result =
        new Compaction(
                lake.spark(), Lake.at(lake.conf(), lake.folder().toString()), MaintainProgress.NONE)
            .execute(100);
    assertThat(
            List.of(
                result.filesForeign(), lake.read(LakeTable.EVENTS).where("ticket = 'T-1'").count()))
        .containsExactly(2L, 1L);
  }

  private TestLake withColumnOfOthers() throws IOException {
    TestLake lake = lake();
    lake.ingest(object("first.json", "a"));
    lake.read(LakeTable.EVENTS)
        .withColumn("ticket", org.apache.spark.sql.functions.lit("T-1"))
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .option("mergeSchema", "true")
        .save(lake.path(LakeTable.EVENTS).toString());
    return lake;
  }

  private static void append(TestLake lake) {
    lake.read(LakeTable.EVENTS)
        .limit((int) APPENDED)
        .withColumn("content_hash", org.apache.spark.sql.functions.expr("unhex(md5(event_id))"))
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .save(lake.path(LakeTable.EVENTS).toString());
  }

  private static void optimize(TestLake lake, LakeTable table) {
    lake.spark().sql("OPTIMIZE delta.`%s`".formatted(lake.path(table)));
  }

  private static void vacuum(TestLake lake, LakeTable table) {
    // 10,000 tasks list a table's folders unless told otherwise.
    lake.spark().conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    lake.spark().conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    lake.spark().sql("VACUUM delta.`%s` RETAIN 0 HOURS".formatted(lake.path(table)));
  }

  private static long rows(TestLake lake) {
    return lake.read(LakeTable.EVENTS).count();
  }

  /** An object of events with these ids, one second apart. */
  private Path object(String name, String... ids) throws IOException {
    List<String> records = new ArrayList<>();
    for (String id : ids) {
      records.add(
          """
          {"eventTime":"2026-10-01T10:00:%02dZ","awsRegion":"eu-west-1","eventSource":"s3",\
          "eventID":"%s","resources":[{"ARN":"arn"}]}\
          """
              .formatted(id.hashCode() % 60, id));
    }
    String text = "{\"Records\":[" + String.join(",", records) + "]}";
    return Files.writeString(folder.resolve(name), text);
  }
}
