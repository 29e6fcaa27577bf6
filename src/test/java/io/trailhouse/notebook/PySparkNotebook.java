package io.trailhouse.notebook;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A notebook for the kernel PySpark, in which a cell's first line may say who is to run it. */
record PySparkNotebook(JsonNode json) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** As Jupyter writes notebooks, so that it changes no line that it does not have to. */
  private static final DefaultPrettyPrinter AS_JUPYTER_DOES =
      new DefaultPrettyPrinter()
          .withSeparators(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withArrayEmptySeparator("")
                  .withObjectEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter(" ", "\n"))
          .withArrayIndenter(new DefaultIndenter(" ", "\n"));

  private static final Pattern MAGIC = Pattern.compile("%%(\\w+) *(.*)\n");
  private static final Pattern OUTPUT = Pattern.compile("-o (\\w+)");

  static PySparkNotebook read(Path file) throws IOException {
    return new PySparkNotebook(JSON.readTree(file.toFile()));
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writer(AS_JUPYTER_DOES).writeValueAsString(json) + "\n");
  }

  /** The settings of the session. */
  JsonNode settings() throws IOException {
    return JSON.readTree(only("configure").source()).path("conf");
  }

  /** The cells for the cluster's SQL. */
  List<Cell> queries() {
    return cells().stream().filter(cell -> cell.magic().equals("sql")).toList();
  }

  /**
   * What Python is to run, on the cluster or beside the notebook, one cell after the other; a frame
   * that a query gives to the notebook is named {@code frame} first.
   */
  String python() {
    StringBuilder python = new StringBuilder();
    for (Cell cell : cells()) {
      switch (cell.magic()) {
        case "" -> python.append(cell.source());
        case "local" -> python.append(cell.source().replaceAll("(?m)^%.*", ""));
        case "sql" -> cell.output().forEach(name -> python.append(name).append(" = frame"));
        default -> {}
      }
      python.append("\n\n");
    }
    return python.toString();
  }

  /** The cells of code. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : json.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(new Cell((ObjectNode) cell));
      }
    }
    return cells;
  }

  private Cell only(String magic) {
    List<Cell> found = cells().stream().filter(cell -> cell.magic().equals(magic)).toList();
    if (found.size() != 1) {
      throw new AssertionError("%d cells %%%%%s".formatted(found.size(), magic));
    }
    return found.get(0);
  }

  /** A cell of code. */
  record Cell(ObjectNode json) {

    String id() {
      return json.path("id").asText();
    }

    /** Who is to run it; nothing for Python on the cluster. */
    String magic() {
      Matcher magic = MAGIC.matcher(text());
      return magic.lookingAt() ? magic.group(1) : "";
    }

    /** The cell without its first line, if that says who is to run it. */
    String source() {
      Matcher magic = MAGIC.matcher(text());
      return magic.lookingAt() ? text().substring(magic.end()) : text();
    }

    /** The name of the frame that it gives to the notebook's Python. */
    List<String> output() {
      Matcher magic = MAGIC.matcher(text());
      return magic.lookingAt()
          ? OUTPUT.matcher(magic.group(2)).results().map(found -> found.group(1)).toList()
          : List.of();
    }

    /** The HTML that it shows. */
    String shown() {
      return join(json.at("/outputs/0/data/text~1html"));
    }

    /** Shows some HTML, and nothing else. */
    void show(String html) {
      ArrayNode lines = JSON.createArrayNode();
      Pattern.compile("(?<=\n)").splitAsStream(html).forEach(lines::add);
      ObjectNode output = JSON.createObjectNode();
      output.putObject("data").set("text/html", lines);
      output.putObject("metadata");
      output.put("output_type", "display_data");
      json.putArray("outputs").add(output);
    }

    private String text() {
      return join(json.path("source"));
    }

    private static String join(JsonNode lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.asText()));
      return text.toString();
    }
  }
}
