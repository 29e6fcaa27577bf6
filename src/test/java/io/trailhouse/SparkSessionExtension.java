package io.trailhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the session that {@link SparkTest} shares, and stops it after the last test. */
public final class SparkSessionExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SparkSessionExtension.class))
        .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
        .spark();
  }

  private record Shared(SparkSession spark, Path directory) implements AutoCloseable {

    static Shared start() {
      try {
        Path directory = Files.createTempDirectory("trailhouse-spark");
        SparkSession spark =
            SparkSession.builder()
                .master("local[2]")
                .appName("trailhouse tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", directory.resolve("local").toString())
                .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config(
                    "spark.sql.catalog.spark_catalog",
                    "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return new Shared(spark, directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      spark.stop();
      Utils.deleteRecursively(directory.toFile());
    }
  }
}
