package io.trailhouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Worker} as the benchmark sees it. */
final class WorkerProcess implements AutoCloseable {

  private final ContenderKind kind;
  private final Process process;
  private final PrintStream steps;
  private final BufferedReader replies;
  private final Path log;

  private WorkerProcess(ContenderKind kind, Process process, Path log) {
    this.kind = kind;
    this.process = process;
    this.log = log;
    this.steps = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Starts one with this Java, this class path and these options; what it logs goes to a file in
   * the folder.
   */
  static WorkerProcess start(ContenderKind kind, int threads, List<String> javaOptions, Path folder)
      throws IOException {
    Path log = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Worker.class.getName(), kind.name(), String.valueOf(threads)));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile()).start();
    return new WorkerProcess(kind, process, log);
  }

  ContenderKind kind() {
    return kind;
  }

  /** Has a step done; fails as the worker failed. */
  Measurement run(Step step) throws IOException {
    steps.println(Json.line(step));
    String line = replies.readLine();
    if (line == null) {
      throw new WorkerFailedException(
          "The process of %s ended in %s; see %s".formatted(kind.label(), step.task(), log));
    }
    Reply reply = Json.read(line, Reply.class);
    if (reply.measurement() == null) {
      throw new WorkerFailedException(
          "%s failed in %s: %s; see %s".formatted(kind.label(), step.task(), reply.failure(), log));
    }
    return reply.measurement();
  }

  @Override
  public void close() throws IOException {
    steps.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the benchmark", e);
    }
    replies.close();
  }
}
