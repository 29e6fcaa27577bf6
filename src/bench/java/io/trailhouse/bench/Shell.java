package io.trailhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The project's commands as a user meets them: started from a shell, waited for. */
final class Shell {

  private static final int MINUTES = 15;

  private final Path home;
  private final Path log;

  /** Runs the commands of the project in a folder; what they say goes into a file. */
  Shell(Path home, Path log) {
    this.home = home;
    this.log = log;
  }

  /** Whether there is something to run. */
  boolean isBuilt() {
    return Files.exists(home.resolve("target/runtime/java-options")) && hasJar();
  }

  private boolean hasJar() {
    String[] names = home.resolve("target").toFile().list();
    return names != null
        && Arrays.stream(names).anyMatch(name -> name.matches("trailhouse-.*\\.jar"));
  }

  /**
   * Times a command.
   *
   * @param otherCode the exit code that is as good as 0
   * @throws IOException if it ends with another one
   */
  Measurement time(List<String> arguments, int otherCode) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/trailhouse").toString());
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the benchmark", e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int code = process.exitValue();
    if (code != 0 && code != otherCode) {
      throw new IOException("%s ended with %d; see %s".formatted(command, code, log));
    }
    return new Measurement(seconds, 0, 0, 0, Outcome.of(0));
  }
}
