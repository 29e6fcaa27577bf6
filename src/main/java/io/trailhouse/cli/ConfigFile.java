package io.trailhouse.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options from a file in the format of Java properties: {@code lake=s3a://…} for all commands that
 * have the option, {@code ingest.trail=…} for one. The command line goes before the file, the
 * command's own line in it before the common one.
 */
final class ConfigFile implements IDefaultValueProvider {

  /**
   * Separates the values of an option that takes several, where a comma may stand in one: on the
   * command line they are words of their own, in the file they have commas between them.
   */
  static final String SEPARATOR = "\u001f";

  private static final String OPTION = "--config";

  private final Properties values;

  private ConfigFile(Properties values) {
    this.values = values;
  }

  /** The file that a command line names; an empty one if it names none. */
  static ConfigFile namedIn(CommandLine commandLine, String[] args) {
    String path = pathIn(args);
    Properties values = new Properties();
    if (path != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(path), StandardCharsets.UTF_8)) {
        values.load(reader);
      } catch (IOException e) {
        throw new ParameterException(
            commandLine, "Cannot read --config %s: %s".formatted(path, e), e);
      }
      refuseUnknown(commandLine, path, values);
    }
    return new ConfigFile(values);
  }

  private static @Nullable String pathIn(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(OPTION + "=")) {
        return args[i].substring(OPTION.length() + 1);
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return args[i + 1];
      }
    }
    return null;
  }

  /** A misspelt setting would otherwise be without effect, and unseen. */
  private static void refuseUnknown(CommandLine commandLine, String path, Properties values) {
    Set<String> known = new HashSet<>();
    commandLine
        .getSubcommands()
        .forEach(
            (command, line) ->
                line.getCommandSpec()
                    .options()
                    .forEach(
                        option -> {
                          known.add(name(option));
                          known.add(command + "." + name(option));
                        }));
    List<String> unknown =
        values.stringPropertyNames().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          commandLine,
          "Cannot use --config %s: no option is called %s"
              .formatted(path, String.join(", ", unknown)));
    }
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^--?", "");
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = name(option);
    String own = values.getProperty(option.command().name() + "." + name);
    String value = own == null ? values.getProperty(name) : own;
    return value != null && option.splitRegex().equals(SEPARATOR)
        ? value.replaceAll("\\s*,\\s*", SEPARATOR)
        : value;
  }
}
