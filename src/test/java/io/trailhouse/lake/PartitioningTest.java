package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.maintain.Repartition;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever its events are partitioned by, a lake holds the same rows. */
@SparkTest
class PartitioningTest {

  @TempDir Path folder;
  private final SparkSession spark;

  PartitioningTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void changesNoRowOnTheWayToDayAndRegionAndBack() throws IOException, SQLException {
    TestLake lake = lake("lake");
    lake.ingest(generated(0.4), odd());
    TableDigest before = SparkReads.digest(lake, LakeTable.EVENTS);
    move(lake, Partitioning.DATE_REGION);
    ThreeEnginesTest.assertAgree(lake, LakeTable.EVENTS);
    TableDigest moved = SparkReads.digest(lake, LakeTable.EVENTS);
    move(lake, Partitioning.DATE_REGION_SOURCE);
    ThreeEnginesTest.assertAgree(lake, LakeTable.EVENTS);
    assertThat(List.of(moved, SparkReads.digest(lake, LakeTable.EVENTS)))
        .containsExactly(before, before);
  }

  @Test
  void holdsTheSameRowsFromTheStart() throws IOException {
    Path trail = generated(0);
    Path odd = odd();
    TestLake bySource = lake("source");
    bySource.ingest(trail, odd);
    TestLake byRegion = lake("region").partitionedBy(Partitioning.DATE_REGION);
    byRegion.ingest(trail, odd);
    assertThat(records(byRegion)).isEqualTo(records(bySource)).hasSizeGreaterThan(500);
  }

  @Test
  void hasFewerFilesByDayAndRegion() throws IOException {
    Path trail = generated(0.4);
    TestLake bySource = lake("source");
    bySource.ingest(trail);
    TestLake byRegion = lake("region").partitionedBy(Partitioning.DATE_REGION);
    byRegion.ingest(trail);
    assertThat(files(byRegion)).isLessThan(files(bySource) / 4);
  }

  @Test
  void findsSecondDeliveriesInBoth() throws IOException {
    Path trail = generated(0.4);
    TestLake lake = lake("lake").partitionedBy(Partitioning.DATE_REGION);
    IngestResult first = lake.ingest(trail.resolve("AWSLogs"));
    move(lake, Partitioning.DATE_REGION_SOURCE);
    Path again = folder.resolve("again");
    copy(trail.resolve("AWSLogs"), again);
    IngestResult second = new TestLake(lake.spark(), lake.folder(), null).ingest(again);
    assertThat(List.of(second.recordsRead(), second.rowsWritten()))
        .containsExactly(first.recordsRead(), 0L);
  }

  private TestLake lake(String name) {
    return TestLake.in(spark, folder.resolve(name));
  }

  private static void move(TestLake lake, Partitioning to) {
    Lake opened = Lake.at(lake.conf(), lake.folder().toString());
    new Repartition(lake.spark(), opened, to, MaintainProgress.NONE).execute();
  }

  private Path generated(double duplicates) throws IOException {
    Path trail = folder.resolve("trail");
    GeneratedTrail.of(
            GeneratedTrail.Config.of(7, 600)
                .withDays(LocalDate.of(2026, 10, 1), 2)
                .withPlaces(1, 2)
                .withShares(duplicates, 0.1, 0.1))
        .writeTo(trail);
    return trail;
  }

  private Path odd() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("odd")).resolve("odd.json");
    String records = String.join(",", OddRecords.all());
    return Files.writeString(odd, "{\"Records\":[" + records + "]}");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static long files(TestLake lake) {
    return Lake.at(lake.conf(), lake.folder().toString()).files(LakeTable.EVENTS).size();
  }

  /** All rows, but for what differs from lake to lake. */
  private static List<String> records(TestLake lake) {
    return lake
        .read(LakeTable.EVENTS)
        .drop("run_id", "content_hash")
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
