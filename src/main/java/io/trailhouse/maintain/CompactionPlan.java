package io.trailhouse.maintain;

import io.trailhouse.event.EventColumn;
import io.trailhouse.table.DataFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which files of {@code events} become which: the small ones of each partition that has several.
 *
 * @param batches what is merged, the partitions with most small files first
 * @param filesLeft small files that are more than one run may merge
 */
record CompactionPlan(List<Batch> batches, int filesLeft) {

  /** Rows of a merged file: its largest column must fit into a task's memory. */
  private static final long ROWS_OF_A_FILE = 200_000;

  /** Bytes of a merged file. */
  private static final long BYTES_OF_A_FILE = 32L << 20;

  /** Files that one batch becomes: its tasks read all of it, each for a part. */
  private static final int MOST_PARTS = 8;

  /** Files that one batch has: each of its tasks holds all of them open. */
  private static final int MOST_FILES = 128;

  /**
   * Files of one day and region that are put in one order.
   *
   * @param files the files
   * @param parts how many files they become
   */
  record Batch(List<DataFile> files, int parts) implements Serializable {

    Batch {
      files = List.copyOf(files);
    }

    long bytes() {
      return files.stream().mapToLong(DataFile::bytes).sum();
    }
  }

  /**
   * Plans.
   *
   * @param mostFiles how many files may be merged
   */
  static CompactionPlan of(List<DataFile> files, int mostFiles) {
    Map<Object, List<DataFile>> small =
        files.stream()
            .filter(CompactionPlan::isSmall)
            .collect(
                Collectors.groupingBy(
                    DataFile::partition, LinkedHashMap::new, Collectors.toList()));
    List<Batch> possible =
        small.values().stream()
            .sorted(Comparator.comparingInt((List<DataFile> same) -> same.size()).reversed())
            .flatMap(same -> batches(same, 2, Math.min(MOST_FILES, mostFiles)).stream())
            .toList();
    List<Batch> batches = new ArrayList<>();
    int merged = 0;
    int left = 0;
    for (Batch batch : possible) {
      if (merged + batch.files().size() <= mostFiles) {
        batches.add(batch);
        merged += batch.files().size();
      } else {
        left += batch.files().size();
      }
    }
    return new CompactionPlan(List.copyOf(batches), left);
  }

  /** Batches of all files, small or not, each of one day and region. */
  static List<Batch> ofAll(List<DataFile> files) {
    return files.stream()
        .collect(
            Collectors.groupingBy(
                file ->
                    Arrays.asList(
                        file.partition().get(EventColumn.EVENT_DATE.columnName()),
                        file.partition().get(EventColumn.AWS_REGION.columnName())),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .flatMap(same -> batches(same, 1, MOST_FILES).stream())
        .toList();
  }

  /** Two files that are not small would make no better one. */
  private static boolean isSmall(DataFile file) {
    return file.rows() < ROWS_OF_A_FILE / 2 && file.bytes() < BYTES_OF_A_FILE / 2;
  }

  /**
   * Files whose times are near each other go together.
   *
   * @param leastFiles batches of fewer files are left out
   * @param mostFiles a batch has no more
   */
  private static List<Batch> batches(List<DataFile> partition, int leastFiles, int mostFiles) {
    List<DataFile> sorted = new ArrayList<>(partition);
    sorted.sort(Comparator.comparingLong(DataFile::minTime).thenComparing(DataFile::path));
    List<Batch> batches = new ArrayList<>();
    List<DataFile> open = new ArrayList<>();
    for (DataFile file : sorted) {
      open.add(file);
      if (parts(open) > MOST_PARTS || open.size() > mostFiles) {
        open.remove(file);
        close(open, leastFiles, batches);
        open.add(file);
      }
    }
    close(open, leastFiles, batches);
    return batches;
  }

  private static void close(List<DataFile> open, int leastFiles, List<Batch> batches) {
    if (open.size() >= leastFiles) {
      batches.add(new Batch(open, parts(open)));
    }
    open.clear();
  }

  private static int parts(List<DataFile> files) {
    long rows = files.stream().mapToLong(file -> Math.max(file.rows(), 0)).sum();
    long bytes = files.stream().mapToLong(DataFile::bytes).sum();
    return Math.toIntExact(
        Math.max(1, Math.max(parts(rows, ROWS_OF_A_FILE), parts(bytes, BYTES_OF_A_FILE))));
  }

  private static long parts(long size, long most) {
    return (size + most - 1) / most;
  }
}
