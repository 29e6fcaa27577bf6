package io.trailhouse.ingest;

import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import io.trailhouse.table.HeldEvents;
import io.trailhouse.table.LateDuplicates;
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
import org.jspecify.annotations.Nullable;

/**
 * Finds the events that may be twice: second deliveries have the same time, so only files whose
 * times overlap can share one. What tasks held back is always among them.
 */
final class LateCandidates {

  private LateCandidates() {}

  /** The partitions in which events must be compared, those with most rows first. */
  static List<LateDuplicates.Partition> among(
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
        .filter(candidates -> !candidates.fresh().isEmpty())
        .sorted(Comparator.comparingLong(LateDuplicates.Partition::rows).reversed())
        .toList();
  }

  /** What must be compared in one partition. */
  private static LateDuplicates.Partition in(
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
    return new LateDuplicates.Partition(new FreshEvents(overlapping, held), met);
  }

  /** The files to commit: those that were not compared, and what is left of the others. */
  static List<DataFile> replace(
      List<DataFile> fresh,
      List<LateDuplicates.Partition> candidates,
      List<LateDuplicates.Result> compared) {
    Set<DataFile> replaced = new HashSet<>();
    candidates.forEach(candidate -> replaced.addAll(candidate.fresh().files()));
    List<DataFile> left =
        new ArrayList<>(fresh.stream().filter(file -> !replaced.contains(file)).toList());
    compared.forEach(partition -> left.addAll(partition.files()));
    return left;
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
