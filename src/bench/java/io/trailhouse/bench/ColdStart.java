package io.trailhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands as a user with little data meets them: started from a shell, waited for. */
final class ColdStart {

  static final String INGEST = "trailhouse ingest";
  static final String STATUS = "trailhouse status";

  private static final int MINUTES = 2;

  private final Path home;
  private final Path lake;

  /** Runs the commands of the project in a folder on a lake of their own. */
  ColdStart(Path home, Path lake) {
    this.home = home;
    this.lake = lake;
  }

  /** Whether there is something to run. */
  boolean isBuilt() {
    return Files.exists(home.resolve("target/runtime/java-options"))
        && Files.exists(home.resolve("src/sample/trail"))
        && hasJar();
  }

  private boolean hasJar() {
    String[] names = home.resolve("target").toFile().list();
    return names != null
        && Arrays.stream(names).anyMatch(name -> name.matches("trailhouse-.*\\.jar"));
  }

  /** Ingests the sample archive and asks for the status, so many times. */
  Heat run(int rounds) throws IOException {
    List<Measurement> ingests = new ArrayList<>();
    List<Measurement> statuses = new ArrayList<>();
    String trail = home.resolve("src/sample/trail").toString();
    for (int round = 0; round < rounds; round++) {
      new Folder(lake).delete();
      // 4: something was quarantined, as the sample has it.
      ingests.add(time(List.of("ingest", "--trail", trail, "--lake", lake.toString()), 4));
      statuses.add(time(List.of("status", "--lake", lake.toString()), 0));
    }
    return new Heat(
        Discipline.COLD_START,
        "",
        null,
        List.of(new Series(INGEST, ingests), new Series(STATUS, statuses)));
  }

  private Measurement time(List<String> arguments, int otherCode) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/trailhouse").toString());
    command.addAll(arguments);
    Path log = lake.resolveSibling("cold-start.log");
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
