package io.trailhouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command line did.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command line in this process. */
  static CommandLineRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Trailhouse.run(new PrintWriter(out), new PrintWriter(err), args);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  /** Asks a lake; the answer's rows as JSON. */
  static List<JsonNode> rows(Object lake, String query) {
    CommandLineRun run = of("sql", "--lake", lake.toString(), "--format", "json", query);
    if (run.exitCode != 0) {
      throw new AssertionError(run.toString());
    }
    return run.jsonLines();
  }

  /** Every line of the answer as JSON. */
  List<JsonNode> jsonLines() {
    List<JsonNode> rows = new ArrayList<>();
    try {
      for (String line : out.lines().toList()) {
        rows.add(JSON.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("no line of JSON in:\n" + out, e);
    }
    return rows;
  }

  /** The first line of standard error that is the program's own: progress is none. */
  String complaint() {
    return err.lines().filter(line -> line.startsWith("trailhouse: ")).findFirst().orElse("");
  }
}
