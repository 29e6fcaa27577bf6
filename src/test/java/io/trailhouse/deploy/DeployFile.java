package io.trailhouse.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.launch.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's files for AWS and for schedulers. */
final class DeployFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DeployFile() {}

  /** A file below {@code conf}. */
  static Path conf(String name) {
    return Launch.PROJECT.resolve("conf").resolve(name);
  }

  /** All JSON files below {@code conf}. */
  static List<Path> allJson() throws IOException {
    try (Stream<Path> files = Files.walk(conf(""))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** What the README's line makes of a file: the same with values for all names. */
  static String filledIn(Path file) {
    return new Launch(List.of("sed", "-f", conf("values.sed").toString()), Launch.PROJECT, Map.of())
        .run(file.toString())
        .out();
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
