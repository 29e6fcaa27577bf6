package io.trailhouse.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.util.Utils;

/** Makes a folder like that of a Spark that somebody has installed: without Delta and S3A. */
final class SparkHome {

  private static final Path EMBEDDED =
      Path.of(
          System.getProperty(
              "trailhouse.runtime", Launch.PROJECT.resolve("target/runtime").toString()));
  private static final List<String> NOT_SPARKS = List.of("delta-", "hadoop-aws-", "spark-avro_");

  private SparkHome() {}

  /** Makes it in the build's folder, with links to the embedded Spark's jars. */
  static Path make() throws IOException {
    Path home = Launch.PROJECT.resolve("target/spark-home");
    Utils.deleteRecursively(home.toFile());
    Path jars = Files.createDirectories(home.resolve("jars"));
    try (Stream<Path> embedded = Files.list(EMBEDDED.resolve("jars"))) {
      for (Path jar : embedded.toList()) {
        String name = jar.getFileName().toString();
        if (NOT_SPARKS.stream().noneMatch(name::startsWith)) {
          Files.createSymbolicLink(jars.resolve(name), jar);
        }
      }
    }
    return home;
  }
}
