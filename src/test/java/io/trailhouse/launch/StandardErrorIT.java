package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands write to standard error as processes: for people, for machines, on a terminal. */
class StandardErrorIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRAIL = Launch.PROJECT.resolve(SampleTrail.COMMITTED).toString();
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

  @TempDir Path folder;

  @Test
  void isOneObjectALineForMachines() throws IOException {
    Outcome ingest = json().run("ingest", "--trail", TRAIL, "--lake", "lake");
    assertThat(entries(ingest))
        .isNotEmpty()
        .allMatch(entry -> entry.path("ts").asText().matches("20\\d\\d-\\d\\d-\\d\\dT.*Z"))
        .allMatch(entry -> entry.path("logger").asText().startsWith("io.trailhouse."))
        .anyMatch(entry -> entry.path("msg").asText().startsWith("reading "));
  }

  @Test
  void keepsErrorsInOneObjectWithTheirStackTrace() throws IOException {
    Outcome status = json().run("status", "--lake", "none", "--verbose");
    assertThat(entries(status))
        .filteredOn(entry -> entry.path("level").asText().equals("ERROR"))
        .singleElement()
        .matches(entry -> entry.path("msg").asText().startsWith("There is no lake at "))
        .matches(
            entry ->
                entry.path("exception").asText().startsWith("io.trailhouse.TrailhouseException: "));
  }

  @Test
  void isForMachinesThroughSparkSubmitToo() throws IOException {
    Outcome status =
        json().with("SPARK_HOME", SparkHome.withCommand().toString()).run("status", "--lake", "x");
    assertThat(entries(new Outcome(0, "", withoutJavas(status.err()))))
        .anyMatch(entry -> entry.path("msg").asText().startsWith("There is no lake at "));
  }

  @Test
  void refusesAFormOfTheLogThatThereIsNot() {
    assertThat(trailhouse().with("TRAILHOUSE_LOG", "xml").run("status"))
        .isEqualTo(
            new Outcome(3, "", "trailhouse: TRAILHOUSE_LOG is xml; set it to text or json.\n"));
  }

  @Test
  void hasNoControlCharactersInAFile() {
    assertThat(trailhouse().run("ingest", "--trail", TRAIL, "--lake", "lake").err())
        .isNotEmpty()
        .doesNotContainPattern(CONTROL);
  }

  @Test
  void isEmptyWhereAllIsWellAndQuietIsAskedFor() {
    assertThat(trailhouse().run("ingest", "--trail", TRAIL, "--lake", "lake", "--quiet").err())
        .isEmpty();
  }

  @Test
  void hasABarOnATerminalThatIsGoneAtTheEnd() {
    Outcome seen = onATerminal("ingest --trail '%s' --lake lake".formatted(TRAIL));
    assertThat(seen.out())
        .contains("\r\u001b[K")
        .containsPattern("ingest .*\\[|listing .*\\[|reading .*\\[")
        .doesNotContain("reading ...")
        .contains("\r\u001b[KObjects: ");
  }

  @Test
  void hasNoBarOnATerminalWhereQuietIsAskedFor() {
    assertThat(onATerminal("ingest --quiet --trail '%s' --lake lake".formatted(TRAIL)).out())
        .contains("Objects: ")
        .doesNotContain("\u001b");
  }

  private Launch trailhouse() {
    return Launch.trailhouse().in(folder);
  }

  private Launch json() {
    return trailhouse().with("TRAILHOUSE_LOG", "json");
  }

  /** All that the command writes, where its streams are a terminal. */
  private Outcome onATerminal(String arguments) {
    return Launch.of("script", "-qec")
        .in(folder)
        .with("TERM", "xterm")
        .with("TRAILHOUSE_JAVA_OPTS", Launch.START_FAST)
        .run(
            "'%s' %s".formatted(Launch.PROJECT.resolve("scripts/trailhouse"), arguments),
            "/dev/null");
  }

  /** Without what Java says of itself before the log begins. */
  private static String withoutJavas(String err) {
    return err.replaceAll("(?m)^WARNING: Using incubator modules: .*\\n", "");
  }

  private static List<JsonNode> entries(Outcome outcome) throws JsonProcessingException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : outcome.err().lines().toList()) {
      entries.add(JSON.readTree(line));
    }
    return entries;
  }
}
