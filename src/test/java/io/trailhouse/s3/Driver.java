package io.trailhouse.s3;

import io.trailhouse.table.LogStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A process that appends rows to a {@link RowTable}, a commit each, at the same time as others.
 *
 * @param name tells it from the others; those whose names begin with "spark" commit through Spark
 * @param drivers how many there are, for which it waits
 * @param commits how many rows it appends
 * @param table the table's address
 * @param folder where they meet, and where the settings are that it gets to the table by
 */
record Driver(String name, int drivers, int commits, String table, Path folder) {

  static final String SETTINGS = "settings.properties";

  /** How the files are called that name the rows whose commits did not fail. */
  static final String ACKNOWLEDGED = ".rows";

  private static final String READY = ".ready";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

  /** Runs one. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Driver driver =
        new Driver(
            words[0],
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            words[3],
            Path.of(words[4]));
    if (driver.name.startsWith("spark")) {
      driver.runOnSpark();
    } else {
      driver.runOnKernel();
    }
  }

  /** What is given to a process for it to be this driver. */
  String[] words() {
    return new String[] {
      name, String.valueOf(drivers), String.valueOf(commits), table, folder.toString()
    };
  }

  private void runOnKernel() throws IOException, InterruptedException {
    Configuration conf = new Configuration();
    settings().forEach((key, value) -> conf.set(key.toString(), value.toString()));
    RowTable rows = new RowTable(conf, table);
    awaitOthers();
    for (int number = 0; number < commits; number++) {
      rows.append(name, number);
      acknowledge(number);
    }
  }

  private void runOnSpark() throws IOException, InterruptedException {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.warehouse.dir", folder.resolve(name).toString())
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    LogStores.ofSpark().forEach(builder::config);
    settings().forEach((key, value) -> builder.config("spark.hadoop." + key, value.toString()));
    try (SparkSession spark = builder.getOrCreate()) {
      spark.sql("SELECT * FROM delta.`%s`".formatted(table)).collectAsList();
      awaitOthers();
      for (int number = 0; number < commits; number++) {
        spark.sql("INSERT INTO delta.`%s` VALUES ('%s', %d)".formatted(table, name, number));
        acknowledge(number);
      }
    }
  }

  /** Notes a row whose commit did not fail. */
  private void acknowledge(int number) throws IOException {
    Files.writeString(
        folder.resolve(name + ACKNOWLEDGED),
        "%s %d\n".formatted(name, number),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Properties settings() throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(folder.resolve(SETTINGS))) {
      settings.load(in);
    }
    return settings;
  }

  private void awaitOthers() throws IOException, InterruptedException {
    Files.createFile(folder.resolve(name + READY));
    long end = System.nanoTime() + PATIENCE;
    while (ready() < drivers) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Only %d drivers came".formatted(ready()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private long ready() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(READY)).count();
    }
  }
}
