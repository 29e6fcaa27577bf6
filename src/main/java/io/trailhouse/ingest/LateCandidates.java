package io.trailhouse.ingest;

import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import io.trailhouse.table.HeldEvents;
import io.trailhouse.table.LateDuplicates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The events of one partition that may be twice: second deliveries have the same time, so only
 * files whose times overlap can share one. What tasks held back is always among them.
 *
 * @param fresh events that this run read
 * @param committed files in the table
 */
record LateCandidates(FreshEvents fresh, List<DataFile> committed)
    implements LateDuplicates.Partition, Serializable {

  /** Partitions that one task compares, at most: most of them are small. */
  private static final int PARTITIONS_A_TASK = 32;

  /** Finds the partitions in which events must be compared, those with most rows first. */
  static List<LateCandidates> among(
      FreshEvents fresh,
      Function<Collection<Map<String, @Nullable String>>, List<DataFile>> committedIn) {
    Map<Map<String, @Nullable String>, List<DataFile>> files =
        by(DataFile::partition, fresh.files());
    Map<Map<String, @Nullable String>, List<HeldEvents>> held =
        by(part -> part.file().partition(), fresh.held());
    Set<Map<String, @Nullable String>> partitions = new LinkedHashSet<>(files.keySet());
    partitions.addAll(held.keySet());
    Map<Map<String, @Nullable String>, List<DataFile>> committed =
        by(DataFile::partition, committedIn.apply(partitions));
    return partitions.stream()
        .map(
            partition ->
                in(
                    files.getOrDefault(partition, List.of()),
                    held.getOrDefault(partition, List.of()),
                    committed.getOrDefault(partition, List.of())))
        .filter(candidates -> candidates.rows() > 0)
        .sorted(Comparator.comparingLong(LateCandidates::rows).reversed())
        .toList();
  }

  /** What must be compared in one partition. */
  private static LateCandidates in(
      List<DataFile> files, List<HeldEvents> held, List<DataFile> committed) {
    List<DataFile> fresh = new ArrayList<>(files);
    held.forEach(part -> fresh.add(part.file()));
    List<DataFile> overlapping =
        files.stream()
            .filter(
                file ->
                    fresh.stream().anyMatch(other -> !other.equals(file) && overlap(file, other))
                        || committed.stream().anyMatch(old -> overlap(file, old)))
            .toList();
    List<DataFile> met =
        committed.stream()
            .filter(old -> fresh.stream().anyMatch(file -> overlap(file, old)))
            .toList();
    return new LateCandidates(new FreshEvents(overlapping, held), met);
  }

  static int tasks(List<LateCandidates> candidates, JavaSparkContext spark) {
    int enough = (candidates.size() + PARTITIONS_A_TASK - 1) / PARTITIONS_A_TASK;
    return Math.min(candidates.size(), Math.max(enough, spark.defaultParallelism() * 4));
  }

  /** The partitions in the order in which each of some tasks gets large and small ones. */
  static List<LateCandidates> dealt(List<LateCandidates> candidates, int tasks) {
    return IntStream.range(0, tasks)
        .boxed()
        .flatMap(
            task ->
                IntStream.iterate(task, i -> i < candidates.size(), i -> i + tasks)
                    .mapToObj(candidates::get))
        .toList();
  }

  /** The files to commit: those that were not compared, and what is left of the others. */
  static List<DataFile> replace(
      List<DataFile> fresh, List<LateCandidates> candidates, List<LateDuplicates.Result> compared) {
    Set<DataFile> replaced = new HashSet<>();
    candidates.forEach(candidate -> replaced.addAll(candidate.fresh.files()));
    List<DataFile> left =
        new ArrayList<>(fresh.stream().filter(file -> !replaced.contains(file)).toList());
    compared.forEach(partition -> left.addAll(partition.files()));
    return left;
  }

  /** How many rows must be looked at. */
  private long rows() {
    return fresh.files().stream().mapToLong(DataFile::rows).sum()
        + fresh.held().stream().mapToLong(part -> part.file().rows()).sum()
        + (fresh.isEmpty() ? 0 : committed.stream().mapToLong(DataFile::rows).sum());
  }

  private static boolean overlap(DataFile a, DataFile b) {
    return a.minTime() <= b.maxTime() && b.minTime() <= a.maxTime();
  }

  private static <T> Map<Map<String, @Nullable String>, List<T>> by(
      Function<T, Map<String, @Nullable String>> partition, List<T> parts) {
    return parts.stream()
        .collect(Collectors.groupingBy(partition, LinkedHashMap::new, Collectors.toList()));
  }
}
