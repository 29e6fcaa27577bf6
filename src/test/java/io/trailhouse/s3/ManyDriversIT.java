package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.storage.LogStore;
import io.delta.storage.S3SingleDriverLogStore;
import io.trailhouse.SparkTest;
import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.table.ConditionalLogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that append to one table at once. */
@SparkTest
@S3Test
class ManyDriversIT {

  private static final String ON_KERNEL = "kernel-%d";
  private static final String ON_SPARK = "spark-%d";

  private final SparkSession spark;
  private final S3Bucket bucket;
  private final String table;

  @TempDir Path folder;

  ManyDriversIT(SparkSession spark, S3Proxy s3) {
    this.spark = spark;
    this.bucket = s3.newBucket();
    this.table = bucket.address() + "/rows";
  }

  @Test
  void loseNoneOf200Commits() throws IOException {
    // Spark takes some times as long for a commit, and would else be alone in the end.
    List<Driver> drivers =
        Stream.concat(drivers(8, ON_KERNEL, 7, 27), drivers(8, ON_SPARK, 1, 11)).toList();
    List<Outcome> outcomes = run(drivers, ConditionalLogStore.class);
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.code()).as(outcome.err()).isZero());
    assertThat(List.of(versions(), rows())).containsExactly(200, rowsOf(drivers));
  }

  @Test
  void loseCommitsThroughDeltasOwnLogStore() throws IOException {
    run(drivers(4, ON_KERNEL, 4, 10).toList(), S3SingleDriverLogStore.class);
    List<String> lost = acknowledged();
    lost.removeAll(rows());
    assertThat(lost).isNotEmpty();
  }

  private Stream<Driver> drivers(int all, String pattern, int count, int commits) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Driver(pattern.formatted(i), all, commits, table, folder));
  }

  private List<Outcome> run(List<Driver> drivers, Class<? extends LogStore> store)
      throws IOException {
    Properties settings = new Properties();
    settings.putAll(bucket.settings());
    settings.setProperty("io.delta.kernel.logStore.s3a.impl", store.getName());
    try (var out = Files.newOutputStream(folder.resolve(Driver.SETTINGS))) {
      settings.store(out, null);
    }
    Configuration conf = new Configuration();
    settings.forEach((key, value) -> conf.set(key.toString(), value.toString()));
    new RowTable(conf, table).create();
    ExecutorService threads = Executors.newFixedThreadPool(drivers.size());
    try {
      return drivers.stream()
          .map(driver -> threads.submit(() -> Launch.java(Driver.class).run(driver.words())))
          .toList()
          .stream()
          .map(ManyDriversIT::join)
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome join(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many commits there are, without the one that made the table. */
  private int versions() throws IOException {
    try (FileSystem fileSystem = bucket.open()) {
      FileStatus[] log = fileSystem.listStatus(new org.apache.hadoop.fs.Path(table, "_delta_log"));
      return (int)
              Arrays.stream(log)
                  .filter(file -> file.getPath().getName().matches("\\d{20}\\.json"))
                  .count()
          - 1;
    }
  }

  private List<String> rows() {
    return spark
        .read()
        .format("delta")
        .options(bucket.settings())
        .load(table)
        .selectExpr("concat_ws(' ', driver, number) AS row")
        .sort("row")
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** The rows whose commits did not fail. */
  private List<String> acknowledged() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(Driver.ACKNOWLEDGED)) {
          rows.addAll(Files.readAllLines(file));
        }
      }
    }
    return rows;
  }

  private static List<String> rowsOf(List<Driver> drivers) {
    return drivers.stream()
        .flatMap(
            driver -> IntStream.range(0, driver.commits()).mapToObj(i -> driver.name() + " " + i))
        .sorted()
        .toList();
  }
}
