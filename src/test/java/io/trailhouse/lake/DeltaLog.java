package io.trailhouse.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Delta table's log, read as the protocol says and by nothing but Jackson. */
record DeltaLog(Path table) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The files that are in the table now, with their {@code add} actions. */
  Map<Path, JsonNode> files() throws IOException {
    Map<String, JsonNode> files = new LinkedHashMap<>();
    for (JsonNode action : actions()) {
      if (action.has("add")) {
        files.put(action.at("/add/path").asText(), action.path("add"));
      } else if (action.has("remove")) {
        files.remove(action.at("/remove/path").asText());
      }
    }
    Map<Path, JsonNode> found = new LinkedHashMap<>();
    files.forEach((path, add) -> found.put(Path.of(table.toUri().resolve(URI.create(path))), add));
    return found;
  }

  /** The newest {@code protocol} action. */
  JsonNode protocol() throws IOException {
    return actions().stream()
        .map(action -> action.path("protocol"))
        .filter(JsonNode::isObject)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private List<JsonNode> actions() throws IOException {
    List<Path> commits;
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      commits = log.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<JsonNode> actions = new ArrayList<>();
    for (Path commit : commits) {
      for (String line : Files.readAllLines(commit)) {
        actions.add(JSON.readTree(line));
      }
    }
    return actions;
  }

  /** The value of a partition column in an {@code add} action. */
  static Optional<String> partitionValue(JsonNode add, String column) {
    JsonNode value = add.path("partitionValues").path(column);
    return value.isNull() || value.asText().isEmpty()
        ? Optional.empty()
        : Optional.of(value.asText());
  }
}
