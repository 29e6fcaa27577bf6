package io.trailhouse.ingest;

import io.trailhouse.table.DataFile;
import io.trailhouse.table.LateDuplicates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The files of one partition that may hold the same events: second deliveries have the same time,
 * so only files whose times overlap can share one.
 *
 * @param fresh files that this run wrote
 * @param committed files in the table
 */
record LateCandidates(List<DataFile> fresh, List<DataFile> committed) implements Serializable {

  /** Partitions that one task compares, at most: most of them are small. */
  private static final int PARTITIONS_A_TASK = 32;

  /** Finds the partitions in which files must be compared, those with most rows first. */
  static List<LateCandidates> among(
      List<DataFile> fresh,
      Function<Collection<Map<String, @Nullable String>>, List<DataFile>> committedIn) {
    Map<Map<String, @Nullable String>, List<DataFile>> freshBy = byPartition(fresh);
    Map<Map<String, @Nullable String>, List<DataFile>> committedBy =
        byPartition(committedIn.apply(freshBy.keySet()));
    List<LateCandidates> candidates = new ArrayList<>();
    freshBy.forEach(
        (partition, files) -> {
          List<DataFile> committed = committedBy.getOrDefault(partition, List.of());
          List<DataFile> overlapping =
              files.stream().filter(file -> overlapsAny(file, files, committed)).toList();
          List<DataFile> met =
              committed.stream()
                  .filter(old -> overlapping.stream().anyMatch(file -> overlap(file, old)))
                  .toList();
          if (!overlapping.isEmpty()) {
            candidates.add(new LateCandidates(overlapping, met));
          }
        });
    candidates.sort(Comparator.comparingLong(LateCandidates::rows).reversed());
    return candidates;
  }

  static int tasks(List<LateCandidates> candidates, JavaSparkContext spark) {
    int enough = (candidates.size() + PARTITIONS_A_TASK - 1) / PARTITIONS_A_TASK;
    return Math.min(candidates.size(), Math.max(enough, spark.defaultParallelism() * 4));
  }

  /** The files to commit: those that were not compared, and what is left of the others. */
  static List<DataFile> replace(
      List<DataFile> fresh, List<LateCandidates> candidates, List<LateDuplicates.Result> compared) {
    Set<DataFile> replaced = new HashSet<>();
    candidates.forEach(candidate -> replaced.addAll(candidate.fresh));
    List<DataFile> left =
        new ArrayList<>(fresh.stream().filter(file -> !replaced.contains(file)).toList());
    compared.forEach(partition -> left.addAll(partition.files()));
    return left;
  }

  private long rows() {
    return fresh.stream().mapToLong(DataFile::rows).sum()
        + committed.stream().mapToLong(DataFile::rows).sum();
  }

  private static boolean overlapsAny(
      DataFile file, List<DataFile> fresh, List<DataFile> committed) {
    return fresh.stream().anyMatch(other -> !other.equals(file) && overlap(file, other))
        || committed.stream().anyMatch(other -> overlap(file, other));
  }

  private static boolean overlap(DataFile a, DataFile b) {
    return a.minTime() <= b.maxTime() && b.minTime() <= a.maxTime();
  }

  private static Map<Map<String, @Nullable String>, List<DataFile>> byPartition(
      List<DataFile> files) {
    return files.stream()
        .collect(
            Collectors.groupingBy(DataFile::partition, LinkedHashMap::new, Collectors.toList()));
  }
}
