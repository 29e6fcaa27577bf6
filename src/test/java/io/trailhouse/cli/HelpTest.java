package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.record.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class HelpTest {

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "archive", "report", "sql", "status", "maintain", "nightly"})
  void fitsATerminal(String command) {
    assertThat(CommandLineRun.of(command, "--help").out().lines())
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void goesToStandardOutput() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertThat(List.of(run.exitCode(), run.err(), run.out().startsWith("Usage: trailhouse ")))
        .containsExactly(0, "", true);
  }

  @Test
  void doesNotPassForDoneIfTheAnswerWasCutShort() {
    StringWriter err = new StringWriter();

    int exitCode =
        Trailhouse.run(
            new PrintWriter(new FullDisk(), false, UTF_8),
            new PrintWriter(err),
            "ingest",
            "--help");

    assertThat(exitCode + " " + err)
        .isEqualTo(
            "3 trailhouse: The answer was cut short: standard output took no more.%n".formatted());
  }

  @Test
  void tellsTheExitCodes() {
    assertThat(CommandLineRun.of("--help").out())
        .containsSubsequence("Exit codes:", "0   done", "1 ", "2 ", "3 ", "4 ");
  }

  @Test
  void tellsTheVersion() {
    assertThat(CommandLineRun.of("--version"))
        .isEqualTo(new CommandLineRun(0, "trailhouse development%n".formatted(), ""));
  }

  @Test
  void describesEveryOption() {
    List<String> undescribed =
        commands()
            .flatMap(command -> command.args().stream())
            .filter(arg -> String.join("", arg.description()).isBlank())
            .map(ArgSpec::toString)
            .toList();

    assertThat(undescribed).isEmpty();
  }

  @Test
  void namesTheDefaultsOfTheLimits() {
    String help = CommandLineRun.of("ingest", "--help").out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains(
            "Default: %d".formatted(Limits.DEFAULT.maxRecordBytes()),
            "Default: %d".formatted(Limits.DEFAULT.maxObjectBytes()),
            "Default: %d".formatted(Limits.DEFAULT.maxDepth()));
  }

  /** Whoever changes this changes what people have in their scripts and files. */
  @Test
  void keepsNamesAndDefaults() {
    Map<String, List<String>> options = new TreeMap<>();
    commands()
        .forEach(
            command ->
                options.put(
                    command.name(), command.args().stream().map(HelpTest::line).sorted().toList()));

    List<String> common =
        List.of("--conf", "--config", "--help -h", "--quiet = false", "--verbose = false");
    assertThat(options)
        .isEqualTo(
            Map.of(
                "archive",
                sorted(
                    common,
                    "--account",
                    "--dry-run = false",
                    "--from",
                    "--out !",
                    "--region",
                    "--to",
                    "--trail !"),
                "completion",
                List.of("--help -h"),
                "ingest",
                sorted(
                    common,
                    "--account",
                    "--dry-run = false",
                    "--from",
                    "--lake !",
                    "--max-depth",
                    "--max-object-bytes",
                    "--max-record-bytes",
                    "--partition-by",
                    "--region",
                    "--to",
                    "--trail !"),
                "maintain",
                sorted(
                    common,
                    "--compact = false",
                    "--dry-run = false",
                    "--expire",
                    "--keep",
                    "--lake !",
                    "--max-depth",
                    "--max-object-bytes",
                    "--max-record-bytes",
                    "--most-files = 100000",
                    "--partition-by",
                    "--rebuild",
                    "--trail",
                    "--vacuum = false"),
                "nightly",
                sorted(
                    common,
                    "--day",
                    "--format = html,csv,json,avro,delta",
                    "--lake !",
                    "--look-back = 3",
                    "--max-depth",
                    "--max-object-bytes",
                    "--max-record-bytes",
                    "--most-days = 31",
                    "--out !",
                    "--partition-by",
                    "--reports",
                    "--trail !",
                    "--webhook"),
                "report",
                sorted(
                    common,
                    "--account",
                    "--caller",
                    "--event-source",
                    "--format = html,csv,json,avro,delta",
                    "--from",
                    "--lake",
                    "--list = false",
                    "--session-look-back = 12",
                    "--out",
                    "--region",
                    "--reports",
                    "--to",
                    "NAME"),
                "sql",
                sorted(common, "--format = table", "--lake !", "QUERY !"),
                "status",
                sorted(common, "--format = table", "--lake !")));
  }

  private static List<String> sorted(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).sorted().toList();
  }

  private static String line(ArgSpec arg) {
    List<String> line = new ArrayList<>();
    if (arg instanceof OptionSpec option) {
      line.add(Stream.of(option.names()).sorted().collect(Collectors.joining(" ")));
    } else {
      line.add(arg.paramLabel());
    }
    if (arg.required()) {
      line.add("!");
    }
    if (arg.defaultValue() != null) {
      line.add("= " + arg.defaultValue());
    } else if (arg.type() == boolean.class
        && arg instanceof OptionSpec option
        && !option.usageHelp()) {
      line.add("= " + arg.initialValue());
    }
    return String.join(" ", line);
  }

  private static Stream<CommandSpec> commands() {
    return Trailhouse.commandLine().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec);
  }

  /** Takes nothing. */
  private static final class FullDisk extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
