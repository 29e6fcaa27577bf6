package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** The examples below each command's help. */
final class ExamplesTest {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

  @TestFactory
  Stream<DynamicTest> areAtLeastTwo() {
    return commands()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandName(),
                    () -> assertThat(examples(command)).hasSizeGreaterThanOrEqualTo(2)));
  }

  @TestFactory
  Stream<DynamicTest> areCommandLines() {
    return Stream.concat(Stream.of(Trailhouse.commandLine()), commands())
        .flatMap(command -> examples(command).stream())
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example,
                    () ->
                        assertThat(Trailhouse.commandLine().parseArgs(words(example)).errors())
                            .isEmpty()));
  }

  private static Stream<CommandLine> commands() {
    return Trailhouse.commandLine().getSubcommands().values().stream();
  }

  private static List<String> examples(CommandLine command) {
    return Stream.of(command.getCommandSpec().usageMessage().footer())
        .flatMap(String::lines)
        .filter(line -> line.startsWith("  trailhouse "))
        .toList();
  }

  /** The words behind the program's name that a shell would give it. */
  private static String[] words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example.replaceFirst(" > .*", ""));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group() : word.group(1));
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
