package io.trailhouse.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trailhouse.launch.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The project's files for AWS and for schedulers. */
final class DeployFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DeployFile() {}

  /** A file below {@code conf}. */
  static Path conf(String name) {
    return Launch.PROJECT.resolve("conf").resolve(name);
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
