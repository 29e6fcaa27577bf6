package io.trailhouse.ingest;

import io.trailhouse.ingest.IngestProgress.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run took so far, as the driver sees it: time, tasks, and what had to be done again. */
final class RunEffort {

  private static final double NANOS_A_SECOND = 1e9;

  private final String application;
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private @Nullable Phase phase;
  private long since;
  private long restarts;
  private List<TaskOutcome> tasks = List.of();

  /**
   * Starts to measure.
   *
   * @param application what Spark calls the program that runs
   */
  RunEffort(String application) {
    this.application = application;
  }

  /** A phase begins; the one before it, if any, ends. */
  void begin(Phase next) {
    long now = System.nanoTime();
    if (phase != null) {
      nanos.merge(phase, now - since, Long::sum);
    }
    phase = next;
    since = now;
  }

  /** What the tasks that read did; those of a start before do not count any more. */
  void read(List<TaskOutcome> outcomes) {
    tasks = List.copyOf(outcomes);
  }

  /** Another run was faster. */
  void startAgain() {
    restarts++;
  }

  String application() {
    return application;
  }

  /** How long a phase took, over all starts, as far as it has ended. */
  double seconds(Phase of) {
    return nanos.getOrDefault(of, 0L) / NANOS_A_SECOND;
  }

  long tasks() {
    return tasks.size();
  }

  /** How long the tasks took together, one after the other. */
  double taskSeconds() {
    return tasks.stream().mapToLong(TaskOutcome::nanos).sum() / NANOS_A_SECOND;
  }

  /** Attempts of tasks that failed before another one of the same task succeeded. */
  long taskRetries() {
    return tasks.stream().mapToLong(TaskOutcome::retries).sum();
  }

  long restarts() {
    return restarts;
  }
}
