package io.trailhouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One process for each contender, started when it is first needed. */
final class Workers implements AutoCloseable {

  private final Map<ContenderKind, WorkerProcess> started = new EnumMap<>(ContenderKind.class);
  private final Map<ContenderKind, String> heaps;
  private final int threads;
  private final List<String> sparkOptions;
  private final Path folder;

  /**
   * Prepares to start them.
   *
   * @param heaps heap of each contender's Java, such as 2g
   * @param threads threads of each contender
   * @param sparkOptions Java options that Spark needs
   * @param folder where they run and log
   */
  Workers(Map<ContenderKind, String> heaps, int threads, List<String> sparkOptions, Path folder) {
    this.heaps = new EnumMap<>(heaps);
    this.threads = threads;
    this.sparkOptions = List.copyOf(sparkOptions);
    this.folder = folder;
  }

  WorkerProcess of(ContenderKind kind) {
    return started.computeIfAbsent(kind, this::start);
  }

  private WorkerProcess start(ContenderKind kind) {
    String heap = heaps.getOrDefault(kind, "1g");
    try {
      return WorkerProcess.start(kind, threads, kind.javaOptions(heap, sparkOptions), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a process whose part is over, so that its memory is free. */
  void end(ContenderKind kind) throws IOException {
    WorkerProcess worker = started.remove(kind);
    if (worker != null) {
      worker.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (ContenderKind kind : ContenderKind.values()) {
      end(kind);
    }
  }
}
