package io.trailhouse.source;

import io.trailhouse.locate.TrailObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

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

  /** The tasks, largest first; none is empty. */
  List<TrailPartition> pack(List<TrailObject> objects) {
    long total = objects.stream().mapToLong(TaskPacking::cost).sum();
    PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::cost));
    Stream.generate(Task::new).limit(count(objects.size(), total)).forEach(tasks::add);
    objects.stream()
        .sorted(Comparator.comparingLong(TrailObject::size).reversed())
        .forEach(
            object -> {
              Task least = tasks.remove();
              least.add(object);
              tasks.add(least);
            });
    return tasks.stream()
        .sorted(Comparator.comparingLong(Task::cost).reversed())
        .map(task -> new TrailPartition(task.objects))
        .toList();
  }

  private long count(int objects, long total) {
    long target = Math.max(1, Math.min(taskBytes, total / Math.max(1, parallelism)));
    return Math.min(objects, (total + target - 1) / target);
  }

  private static long cost(TrailObject object) {
    boolean isLocal = object.path().startsWith("file:");
    return object.size() + (isLocal ? LOCAL_OPEN_COST : OPEN_COST);
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
