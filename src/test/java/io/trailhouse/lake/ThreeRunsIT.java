package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.GeneratedTrail.Partition;
import io.trailhouse.sample.GeneratedTrail.Truth;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake filled by the command line, in processes some of which are killed. */
@SparkTest
class ThreeRunsIT {

  private static final int EVENTS = 100_000;
  private static final long MOST_SECONDS = 900;

  @TempDir Path folder;
  private final SparkSession spark;

  ThreeRunsIT(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void bringEachEventInOnceAlthoughTwoAreKilled() throws IOException, InterruptedException {
    Path trail = folder.resolve("trail");
    Truth truth =
        GeneratedTrail.of(
                GeneratedTrail.Config.of(100, EVENTS)
                    .withDays(LocalDate.of(2026, 9, 28), 4)
                    .withPlaces(2, 2)
                    .withShares(0.01, 0.005, 0.01))
            .writeTo(trail);
    List<String> ingest = new ArrayList<>(List.of("ingest", "--lake", folder + "/lake"));
    truth.trailRoots().forEach(root -> ingest.addAll(List.of("--trail", aws(trail, root))));
    TestLake lake = TestLake.in(spark, folder.resolve("lake"));

    finish(ingest, "--to", "2026-09-30");
    kill(ingest, lake.path(LakeTable.EVENTS), ".parquet");
    kill(ingest, lake.folder().resolve("_trailhouse/commits"), ".json");
    finish(ingest);
    assertThat(eventsByPartition(lake)).isEqualTo(truth.eventsByPartition());
    assertThat(unbalanced(lake)).isEmpty();
    assertThat(recordsRead(lake)).isEqualTo(truth.records());
    assertThat(ledger(lake)).containsExactlyInAnyOrderElementsOf(objects(trail));

    finish(ingest);
    assertThat(eventsByPartition(lake)).isEqualTo(truth.eventsByPartition());
  }

  private static String aws(Path trail, String root) {
    return trail.resolve(root).resolve("AWSLogs").toString();
  }

  private void finish(List<String> command, String... more)
      throws IOException, InterruptedException {
    Process process = start(command, more);
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output())).isZero();
  }

  /** Kills a run as soon as a file of a kind appears that was not there before. */
  private void kill(List<String> command, Path where, String suffix)
      throws IOException, InterruptedException {
    Set<Path> before = files(where, suffix);
    Process process = start(command);
    while (process.isAlive() && before.containsAll(files(where, suffix))) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).as(Files.readString(output())).isNotZero();
  }

  private Process start(List<String> command, String... more) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(ProcessHandle.current().info().command().orElse("java"));
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-")) {
        java.add(argument);
      }
    }
    java.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    java.add("io.trailhouse.cli.Trailhouse");
    java.addAll(command);
    java.addAll(List.of(more));
    return new ProcessBuilder(java)
        .redirectErrorStream(true)
        .redirectOutput(output().toFile())
        .start();
  }

  private Path output() {
    return folder.resolve("output");
  }

  private static Set<Path> files(Path where, String suffix) throws IOException {
    if (!Files.exists(where)) {
      return Set.of();
    }
    Set<Path> files = new HashSet<>();
    try (Stream<Path> all = Files.walk(where)) {
      all.filter(file -> file.toString().endsWith(suffix)).forEach(files::add);
    }
    return files;
  }

  private static Map<Partition, Long> eventsByPartition(TestLake lake) {
    Map<Partition, Long> counts = new HashMap<>();
    for (Row row :
        lake.read(LakeTable.EVENTS)
            .groupBy("event_date", "aws_region", "event_source")
            .count()
            .collectAsList()) {
      counts.put(new Partition(row.getAs(0), row.getAs(1), row.getAs(2)), row.getLong(3));
    }
    return counts;
  }

  private static List<Row> unbalanced(TestLake lake) {
    return lake.read(LakeTable.RUNS)
        .where(
            "objects_listed != objects_known + objects_ingested + objects_quarantined"
                + " OR records_read != rows_written + duplicates + records_quarantined")
        .collectAsList();
  }

  private static long recordsRead(TestLake lake) {
    return lake.read(LakeTable.RUNS).selectExpr("sum(records_read)").first().getLong(0);
  }

  private static List<String> ledger(TestLake lake) {
    return lake.read(LakeTable.FILES).select("source_file").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> objects(Path trail) throws IOException {
    return files(trail, ".json.gz").stream().map(file -> "file:" + file).toList();
  }
}
