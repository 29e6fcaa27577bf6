package io.trailhouse.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks that are committed, which are read on the web without being run. */
final class CommittedNotebooksTest {

  private static final Path FOLDER = Path.of("notebooks");

  /** Folders that only the machine has on which a notebook was executed. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(home|root|tmp|Users|work|var|mnt|opt)/|file:/");

  static Stream<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @Test
  void areThoseThatTheReadmeNames() throws IOException {
    assertThat(notebooks().map(file -> String.valueOf(file.getFileName())))
        .contains(
            "api_usage.ipynb",
            "caller_activity.ipynb",
            "emr_studio.ipynb",
            "investigate.ipynb",
            "your_own_report.ipynb");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void wereExecutedWithoutAnError(Path notebook) throws IOException {
    assertThat(outputs(notebook).stream().map(output -> output.path("output_type").asText()))
        .isNotEmpty()
        .doesNotContain("error");
  }

  @ParameterizedTest
  @MethodSource("javaNotebooks")
  void showTables(Path notebook) throws IOException {
    assertThat(outputs(notebook).stream().map(output -> html(output)))
        .anyMatch(html -> html.contains("<td>") && html.contains("<th>"));
  }

  @ParameterizedTest
  @MethodSource("javaNotebooks")
  void showChartsAsSpecificationsAndNotAsTexts(Path notebook) throws IOException {
    assertThat(outputs(notebook).stream().map(CommittedNotebooksTest::spec))
        .anyMatch(spec -> spec.path("data").path("values").size() > 1);
  }

  @ParameterizedTest
  @MethodSource("javaNotebooks")
  void haveAnOutputInEachCellThatShowsSomething(Path notebook) throws IOException {
    List<String> silent = new ArrayList<>();
    for (JsonNode cell : read(notebook).path("cells")) {
      String source = text(cell.path("source"));
      if (source.contains("show(") && cell.path("outputs").isEmpty()) {
        silent.add(source);
      }
    }
    assertThat(silent).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void nameNoFolderOfTheMachine(Path notebook) throws IOException {
    assertThat(outputs(notebook).toString()).doesNotContainPattern(MACHINE_PATH);
  }

  static Stream<Path> javaNotebooks() throws IOException {
    List<Path> java = new ArrayList<>();
    for (Path notebook : notebooks().toList()) {
      if (read(notebook).at("/metadata/kernelspec/name").asText().equals("trailhouse")) {
        java.add(notebook);
      }
    }
    return java.stream();
  }

  private static JsonNode read(Path notebook) throws IOException {
    return new ObjectMapper().readTree(notebook.toFile());
  }

  private static List<JsonNode> outputs(Path notebook) throws IOException {
    List<JsonNode> outputs = new ArrayList<>();
    read(notebook).path("cells").forEach(cell -> cell.path("outputs").forEach(outputs::add));
    return outputs;
  }

  private static String html(JsonNode output) {
    return text(output.path("data").path("text/html"));
  }

  private static JsonNode spec(JsonNode output) {
    return output.path("data").path("application/vnd.vegalite.v5+json");
  }

  private static String text(JsonNode lines) {
    StringBuilder text = new StringBuilder(lines.isTextual() ? lines.asText() : "");
    lines.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
