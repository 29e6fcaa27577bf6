package io.trailhouse.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a command is started as a process of its own. Of the environment's settings that the scripts
 * and AWS tools know, it sees only those given, and the Java of the tests.
 *
 * @param command the program and what it is always given
 * @param directory where it is started
 * @param environment settings given to it
 */
public record Launch(List<String> command, Path directory, Map<String, String> environment) {

  /** Not the compiler that pays off after a minute, nor the little room that it leaves for code. */
  static final String START_FAST = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m";

  private static final long PATIENCE_SECONDS = 300;

  /** The project's folder, in which the build starts the tests. */
  public static final Path PROJECT = Path.of("").toAbsolutePath();

  /** How the variables' names begin that scripts and tools take notice of. */
  private static final List<String> KNOWN = List.of("TRAILHOUSE_", "SPARK_", "AWS_");

  private static final String NO_PROFILES = PROJECT.resolve("target/no-profiles").toString();

  /** The Java that runs the tests. */
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Keeps copies. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The project's command, on the embedded Spark. */
  public static Launch trailhouse() {
    return of(PROJECT.resolve("scripts/trailhouse").toString())
        .with("TRAILHOUSE_JAVA_OPTS", START_FAST);
  }

  /** A class of the tests, on their class path and with Java's doors open that they have open. */
  public static Launch java(Class<?> main) {
    Stream<String> opens =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-"));
    return of(JAVA_HOME.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xmx512m")
        .given(List.of(START_FAST.split(" ", -1)))
        .given(opens.toList())
        .given(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
  }

  static Launch of(String... command) {
    return new Launch(List.of(command), PROJECT, Map.of());
  }

  Launch in(Path other) {
    return new Launch(command, other, environment);
  }

  /** The same with one more setting. */
  public Launch with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same with more settings. */
  public Launch with(Map<String, String> settings) {
    Map<String, String> more = new TreeMap<>(environment);
    more.putAll(settings);
    return new Launch(command, directory, more);
  }

  /** The same with more arguments, before those given to {@link #run}. */
  public Launch given(List<String> arguments) {
    return new Launch(join(command, arguments), directory, environment);
  }

  /** Runs it to its end. */
  public Outcome run(String... arguments) {
    try {
      Path out = Files.createTempFile("trailhouse-out", ".txt");
      Path err = Files.createTempFile("trailhouse-err", ".txt");
      try {
        int code = await(builder(arguments, out, err).start());
        return new Outcome(code, Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, with its output and its errors in one file. */
  Process start(Path log) throws IOException {
    return builder(new String[0], log, log).redirectErrorStream(true).start();
  }

  private ProcessBuilder builder(String[] arguments, Path out, Path err) {
    ProcessBuilder builder =
        new ProcessBuilder(join(command, List.of(arguments)))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> KNOWN.stream().anyMatch(name::startsWith));
    all.put("JAVA_HOME", JAVA_HOME.toString());
    all.put("AWS_CONFIG_FILE", NO_PROFILES);
    all.put("AWS_SHARED_CREDENTIALS_FILE", NO_PROFILES);
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.putAll(environment);
    return builder;
  }

  private static int await(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "Still running after %d seconds: %s".formatted(PATIENCE_SECONDS, process.info()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a command ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
