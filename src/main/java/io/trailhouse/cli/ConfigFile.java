package io.trailhouse.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options from a file in the format of Java properties: {@code lake=s3a://…} for all commands that
 * have the option, {@code ingest.trail=…} for one, {@code conf.spark.…=…} for settings of Spark.
 * Options that take several values have commas between them. The command line goes before the file,
 * the command's own line in it before the common one.
 */
final class ConfigFile implements IDefaultValueProvider {

  static final String OPTION = "--config";
  static final String CONF = "--conf";

  /**
   * Separates the values of an option that takes several, where a comma may stand in one: on the
   * command line they are words of their own, in the file they have commas between them.
   */
  static final String SEPARATOR = "\u001f";

  /** What makes sense on the command line only. */
  private static final Set<String> NOT_IN_FILE = Set.of("config", "help");

  private final Properties values;

  private ConfigFile(Properties values) {
    this.values = values;
  }

  /**
   * The file that a command line names; an empty one if it names none.
   *
   * @throws ParameterException if it cannot be used
   */
  static ConfigFile namedIn(CommandLine commandLine, String[] args) {
    String path = pathIn(args);
    Properties values = new Properties();
    if (path != null) {
      try {
        values = read(Path.of(path));
      } catch (IOException | IllegalArgumentException e) {
        throw new ParameterException(
            commandLine, "Cannot read %s %s: %s".formatted(OPTION, path, reason(e)), e);
      }
      refuseUnknown(commandLine, path, values);
    }
    return new ConfigFile(values);
  }

  private static Properties read(Path path) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      values.load(reader);
    }
    return values;
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    return e instanceof InvalidPathException || e.getMessage() == null
        ? "no file can be called so"
        : e.getMessage();
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
                line.getCommandSpec().options().stream()
                    .map(ConfigFile::name)
                    .filter(name -> !NOT_IN_FILE.contains(name))
                    .forEach(
                        name -> {
                          known.add(name);
                          known.add(command + "." + name);
                        }));
    Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
    unknown.removeIf(name -> known.contains(name) || isSetting(commandLine, name));
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          commandLine,
          "Cannot use %s %s: no option that can stand in a file is called %s"
              .formatted(OPTION, path, String.join(", ", unknown)));
    }
  }

  private static boolean isSetting(CommandLine commandLine, String name) {
    return name.startsWith("conf.")
        || commandLine.getSubcommands().keySet().stream()
            .anyMatch(command -> name.startsWith(command + ".conf."));
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^--?", "");
  }

  /**
   * The command line with the file's settings of Spark in front of its own, so that of each setting
   * the last word is the command line's.
   */
  String[] withSettings(String[] args) {
    if (args.length == 0) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of(args[0]));
    addSettings("conf", all);
    addSettings(args[0] + ".conf", all);
    all.addAll(Arrays.asList(args).subList(1, args.length));
    return all.toArray(String[]::new);
  }

  private void addSettings(String group, List<String> args) {
    for (String name : new TreeSet<>(values.stringPropertyNames())) {
      if (name.equals(group)) {
        args.add(CONF + "=" + values.getProperty(name).strip());
      } else if (name.startsWith(group + ".")) {
        String key = name.substring(group.length() + 1);
        args.add(CONF + "=" + key + "=" + values.getProperty(name).strip());
      }
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.longestName().equals(CONF)) {
      return null;
    }
    String name = name(option);
    String own = values.getProperty(option.command().name() + "." + name);
    String value = own == null ? values.getProperty(name) : own;
    if (value == null) {
      return null;
    }
    return option.splitRegex().isEmpty()
        ? value.strip()
        : value.strip().replaceAll("\\s*,\\s*", option.splitRegex());
  }
}
