package io.trailhouse.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  /** What Spark's own command does: it asks the launcher how Java has to be started. */
  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      export SPARK_SCALA_VERSION=2.13
      command=()
      while IFS= read -r -d '' word; do
        [[ -z $word || $word == $'\\n' ]] || command+=("${word#$'\\n'}")
      done < <("$JAVA_HOME/bin/java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \\
        org.apache.spark.deploy.SparkSubmit "$@")
      exec "${command[@]}"
      """;

  private SparkHome() {}

  /** Makes it with jars only: links to those of the embedded Spark. */
  static Path withJarsOnly() throws IOException {
    return make("spark-with-jars-only");
  }

  /** Makes it with the command {@code bin/spark-submit}. */
  static Path withCommand() throws IOException {
    Path home = make("spark-with-command");
    Path command = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(command, SPARK_SUBMIT);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static Path make(String name) throws IOException {
    Path home = Launch.PROJECT.resolve("target").resolve(name);
    Utils.deleteRecursively(home.toFile());
    Path jars = Files.createDirectories(home.resolve("jars"));
    try (Stream<Path> embedded = Files.list(EMBEDDED.resolve("jars"))) {
      for (Path jar : embedded.toList()) {
        String file = jar.getFileName().toString();
        if (NOT_SPARKS.stream().noneMatch(file::startsWith)) {
          Files.createSymbolicLink(jars.resolve(file), jar);
        }
      }
    }
    return home;
  }
}
