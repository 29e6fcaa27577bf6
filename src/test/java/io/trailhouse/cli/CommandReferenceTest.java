package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.ReadmePart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The README's list of commands and options is the program's. {@code mvn test
 * -Dtest=CommandReferenceTest -Dtrailhouse.update} writes it again.
 */
final class CommandReferenceTest {

  @Test
  void isTheReadmesListOfCommands() throws IOException {
    assertThat(ReadmePart.named("commands", markdown())).isEqualTo(markdown());
  }

  private static String markdown() {
    StringBuilder text = new StringBuilder();
    List<CommandSpec> commands =
        Trailhouse.commandLine().getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .toList();
    for (CommandSpec command : commands) {
      append(
          text,
          "**`%s`** %s".formatted(synopsis(command), String.join(" ", description(command))),
          args(command).filter(arg -> !isCommon(arg)).toList());
    }
    append(
        text,
        "All but `completion` take also:",
        args(commands.get(0)).filter(CommandReferenceTest::isCommon).toList());
    return text.toString();
  }

  private static void append(StringBuilder text, String heading, List<ArgSpec> args) {
    text.append(heading).append("\n\n");
    if (args.isEmpty()) {
      return;
    }
    text.append("| Option | What it does |\n|---|---|\n");
    for (ArgSpec arg : args) {
      text.append(
          "| `%s`%s | %s |\n"
              .formatted(
                  name(arg),
                  arg.required() ? ", required" : "",
                  Stream.of(arg.description())
                      .map(line -> line.replace("${DEFAULT-VALUE}", arg.defaultValueString()))
                      .map(line -> line.replaceFirst("^Example: (.*)$", "Example: `$1`"))
                      .collect(Collectors.joining(" "))
                      .replace("|", "\\|")));
    }
    text.append("\n");
  }

  private static String synopsis(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of(command.qualifiedName()));
    args(command)
        .filter(arg -> arg.required() || !arg.isOption())
        .map(arg -> arg.required() ? name(arg) : "[" + name(arg) + "...]")
        .forEach(words::add);
    return String.join(" ", words);
  }

  private static List<String> description(CommandSpec command) {
    return List.of(command.usageMessage().description());
  }

  /** As the help has them: options in their order, then what has no name. */
  private static Stream<ArgSpec> args(CommandSpec command) {
    return Stream.concat(
        command.options().stream().sorted(Comparator.comparingInt(OptionSpec::order)),
        command.positionalParameters().stream());
  }

  private static boolean isCommon(ArgSpec arg) {
    return arg instanceof OptionSpec option
        && (option.usageHelp()
            || List.of("--config", "--conf", "--verbose", "--quiet")
                .contains(option.longestName()));
  }

  private static String name(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return arg.paramLabel();
    }
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 || option.arity().min() == 0
        ? names
        : names + " " + option.paramLabel();
  }
}
