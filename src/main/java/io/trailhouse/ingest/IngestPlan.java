package io.trailhouse.ingest;

import io.trailhouse.locate.TrailObject;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Deals objects to tasks by what their keys tell. Objects of one region and day go to one task, so
 * that each partition is written by few tasks and most duplicates meet in one; a region and day
 * that is too big is split, small ones share a task.
 */
final class IngestPlan {

  /**
   * The objects of a task.
   *
   * @param number the task's place in the plan
   * @param indexes places of the objects in the listing
   * @param objects the objects
   */
  record Task(int number, List<Integer> indexes, List<TrailObject> objects)
      implements Serializable {

    long bytes() {
      return objects.stream().mapToLong(TrailObject::size).sum();
    }
  }

  /** As much gzip as a task should have at most; some eight times as much JSON. */
  private static final long MOST_BYTES = 32L << 20;

  /** Less gzip than this is not worth a task of its own. */
  private static final long LEAST_BYTES = 4L << 20;

  /** How many bytes of JSON make a byte of gzip. */
  private static final int GZIP_RATIO = 8;

  private static final Comparator<TrailObject> BY_ACCOUNT_AND_TIME =
      Comparator.comparing((TrailObject object) -> Objects.requireNonNullElse(object.account(), ""))
          .thenComparing(object -> Objects.requireNonNullElse(object.deliveryTime(), Instant.MIN));

  /** Opening an object costs about as much as reading this many bytes. */
  private static final long OPEN_BYTES = 16L << 10;

  private IngestPlan() {}

  /** The tasks for all objects that are not known, largest first. */
  static List<Task> of(List<TrailObject> listing, BitSet known, int parallelism) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    long total = 0;
    for (int i = known.nextClearBit(0); i < listing.size(); i = known.nextClearBit(i + 1)) {
      TrailObject object = listing.get(i);
      groups.computeIfAbsent(group(object), key -> new ArrayList<>()).add(i);
      total += cost(object);
    }
    long target = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, total / (parallelism * 4L)));
    List<List<Integer>> tasks = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    long openBytes = 0;
    for (List<Integer> group : groups.values()) {
      // Where a group must be split, second deliveries, by another trail say, stay together.
      group.sort(Comparator.comparing(listing::get, BY_ACCOUNT_AND_TIME));
      long groupBytes = group.stream().mapToLong(i -> cost(listing.get(i))).sum();
      if (openBytes > 0 && openBytes + groupBytes > target) {
        tasks.add(open);
        open = new ArrayList<>();
        openBytes = 0;
      }
      long part = groupBytes / Math.max(1, (groupBytes + target - 1) / target);
      for (int index : group) {
        if (openBytes > 0 && groupBytes > target && openBytes >= part) {
          tasks.add(open);
          open = new ArrayList<>();
          openBytes = 0;
        }
        open.add(index);
        openBytes += cost(listing.get(index));
      }
    }
    if (!open.isEmpty()) {
      tasks.add(open);
    }
    return largestFirst(listing, tasks);
  }

  private static List<Task> largestFirst(List<TrailObject> listing, List<List<Integer>> tasks) {
    List<Task> planned =
        tasks.stream()
            .map(indexes -> new Task(0, indexes, indexes.stream().map(listing::get).toList()))
            .sorted(Comparator.comparingLong(Task::bytes).reversed())
            .toList();
    List<Task> numbered = new ArrayList<>();
    for (Task task : planned) {
      numbered.add(new Task(numbered.size(), task.indexes(), task.objects()));
    }
    return numbered;
  }

  /** The region and day of an object's key, as far as it names them. */
  static String group(TrailObject object) {
    LocalDate day = object.deliveryDate();
    return Objects.toString(object.region(), "") + " " + Objects.toString(day, "");
  }

  private static long cost(TrailObject object) {
    boolean plain = !object.path().endsWith(".gz");
    return (plain ? object.size() / GZIP_RATIO : object.size()) + OPEN_BYTES;
  }
}
