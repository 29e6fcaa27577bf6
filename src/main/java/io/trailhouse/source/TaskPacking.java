package io.trailhouse.source;

import io.trailhouse.locate.TrailObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packs objects into tasks of even size. An object cannot be split, so the largest are dealt first,
 * each to the task that has least, and the largest tasks start first: one big object is alone in a
 * task that runs from the beginning.
 *
 * @param taskBytes most bytes that a task of several objects is meant to have
 * @param parallelism tasks that can run at the same time
 */
record TaskPacking(long taskBytes, int parallelism) {

  /**
   * What opening an object costs, in bytes that could be read instead: some 30 ms on S3, in which a
   * core reads about a megabyte of gzip.
   */
  private static final long OPEN_COST = 1L << 20;

  /** The same on a local disk. */
  private static final long LOCAL_OPEN_COST = 16L << 10;

  /** Into so many runs a task's share of an archive is cut, so that tasks become even. */
  private static final int RUNS_OF_A_TASK = 4;

  /** The tasks, largest first; none is empty. */
  List<TrailPartition> pack(List<TrailObject> objects) {
    long total = objects.stream().mapToLong(TaskPacking::cost).sum();
    long target = Math.max(1, Math.min(taskBytes, total / Math.max(1, parallelism)));
    List<Run> runs = runs(objects, target / RUNS_OF_A_TASK);
    PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::cost));
    Stream.generate(Task::new)
        .limit(Math.min(runs.size(), Math.max(1, (total + target - 1) / target)))
        .forEach(tasks::add);
    runs.stream()
        .sorted(Comparator.comparingLong(Run::bytes).reversed())
        .forEach(
            run -> {
              Task least = tasks.remove();
              run.objects.forEach(least::add);
              tasks.add(least);
            });
    return tasks.stream()
        .sorted(Comparator.comparingLong(Task::cost).reversed())
        .map(task -> new TrailPartition(task.objects))
        .toList();
  }

  /** Neighbours in an archive's file stay together; other objects are runs of their own. */
  private static List<Run> runs(List<TrailObject> objects, long mostBytes) {
    List<Run> runs = new ArrayList<>();
    @Nullable Run open = null;
    for (TrailObject object : objects.stream().sorted(TrailObject.BY_PLACE).toList()) {
      if (open == null || !open.takes(object, mostBytes)) {
        open = new Run();
        runs.add(open);
      }
      open.add(object);
    }
    return runs;
  }

  private static long cost(TrailObject object) {
    if (object.isPacked()) {
      return object.size();
    }
    boolean isLocal = object.path().startsWith("file:");
    return object.size() + (isLocal ? LOCAL_OPEN_COST : OPEN_COST);
  }

  /** Objects that one task reads one after another. */
  private static final class Run {
    private final List<TrailObject> objects = new ArrayList<>();
    private @Nullable String container;
    private long bytes;

    boolean takes(TrailObject object, long mostBytes) {
      return container != null
          && container.equals(object.container())
          && bytes + object.size() <= mostBytes;
    }

    void add(TrailObject object) {
      objects.add(object);
      container = object.container();
      bytes += object.size();
    }

    long bytes() {
      return bytes;
    }
  }

  private static final class Task {
    private final List<TrailObject> objects = new ArrayList<>();
    private long cost;

    void add(TrailObject object) {
      objects.add(object);
      cost += TaskPacking.cost(object);
    }

    long cost() {
      return cost;
    }
  }
}
