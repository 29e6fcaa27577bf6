package io.trailhouse.maintain;

import io.trailhouse.maintain.CompactionPlan.Batch;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.EventFileMerge;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Rearranged;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Merges the small files of each partition of {@code events}, in the order of caller and event
 * time. The rows stay what they are; a partition that has no two small files is not touched.
 *
 * <p>Safe beside a run of ingest, which looks at rows and not at files, and beside another
 * compaction: of two that merge the same files, the second one leaves them. A file that was merged
 * stays on the disk until vacuum, so that whoever reads the table goes on reading.
 */
public final class Compaction {

  /** Small files that are merged by one commit, so that little is lost if it is killed. */
  private static final int FILES_OF_A_COMMIT = 4_000;

  private static final long BYTES_OF_A_COMMIT = 4L << 30;

  /** Files that one task writes, at most: most of them are small. */
  private static final int FILES_OF_A_TASK = 32;

  private final SparkSession spark;
  private final JavaSparkContext sparkContext;
  private final Lake lake;
  private final MaintainProgress progress;

  /** A compaction over a Spark session. */
  public Compaction(SparkSession spark, Lake lake, MaintainProgress progress) {
    this.spark = spark;
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * Says what would be merged, and changes nothing.
   *
   * @param wanted which partitions, by the values of their columns
   * @param mostFiles how many files may be merged
   */
  public CompactionResult plan(Predicate<Map<String, @Nullable String>> wanted, int mostFiles) {
    CompactionPlan plan = planned(wanted, mostFiles);
    CompactionResult result = CompactionResult.none(plan.filesLeft());
    for (Batch batch : plan.batches()) {
      result = result.plus(batch.files().size(), batch.bytes(), batch.parts(), 0);
    }
    return result;
  }

  /**
   * Merges.
   *
   * @param wanted which partitions, by the values of their columns
   * @param mostFiles how many files may be merged; of the others the result tells
   */
  public CompactionResult execute(Predicate<Map<String, @Nullable String>> wanted, int mostFiles) {
    CompactionPlan plan = planned(wanted, mostFiles);
    CompactionResult result = CompactionResult.none(plan.filesLeft());
    long total = plan.batches().stream().mapToLong(batch -> batch.files().size()).sum();
    long done = 0;
    progress.report("merging small files", 0, total);
    for (List<Batch> commit : commits(plan.batches())) {
      for (Rearranged group : lake.rearrangeEvents(merge(commit))) {
        result =
            result.plus(
                group.from().size(), bytes(group.from()), group.to().size(), bytes(group.to()));
      }
      done += commit.stream().mapToLong(batch -> batch.files().size()).sum();
      progress.report("merging small files", done, total);
    }
    return result;
  }

  private CompactionPlan planned(Predicate<Map<String, @Nullable String>> wanted, int mostFiles) {
    lake.refresh();
    return CompactionPlan.of(
        lake.files(LakeTable.EVENTS).stream()
            .filter(file -> wanted.test(file.partition()))
            .toList(),
        mostFiles);
  }

  private static long bytes(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  private static List<List<Batch>> commits(List<Batch> batches) {
    List<List<Batch>> commits = new ArrayList<>();
    List<Batch> open = new ArrayList<>();
    long files = 0;
    long bytes = 0;
    for (Batch batch : batches) {
      if (!open.isEmpty()
          && (files + batch.files().size() > FILES_OF_A_COMMIT
              || bytes + batch.bytes() > BYTES_OF_A_COMMIT)) {
        commits.add(List.copyOf(open));
        open.clear();
        files = 0;
        bytes = 0;
      }
      open.add(batch);
      files += batch.files().size();
      bytes += batch.bytes();
    }
    if (!open.isEmpty()) {
      commits.add(open);
    }
    return commits;
  }

  /**
   * A file to be written.
   *
   * @param batch the place of its batch
   */
  private record Part(int batch, List<DataFile> files, int part, int parts)
      implements Serializable {

    long bytes() {
      return Compaction.bytes(files) / parts;
    }

    Written write(Configuration conf) throws IOException {
      return new Written(batch, EventFileMerge.write(conf, files, part, parts));
    }
  }

  private record Written(int batch, @Nullable DataFile file) implements Serializable {}

  private List<Rearranged> merge(List<Batch> batches) {
    List<Part> parts = dealt(parts(batches));
    spark
        .sparkContext()
        .setJobDescription(
            "Merging %d small files of events"
                .formatted(batches.stream().mapToInt(batch -> batch.files().size()).sum()));
    Broadcast<SerializableConfiguration> conf =
        sparkContext.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    List<Written> written =
        sparkContext
            .parallelize(parts, tasks(parts.size()))
            .map(part -> part.write(conf.value().value()))
            .collect();
    conf.destroy();
    return IntStream.range(0, batches.size())
        .mapToObj(i -> rearranged(i, batches.get(i), written))
        .toList();
  }

  private static Rearranged rearranged(int place, Batch batch, List<Written> written) {
    List<DataFile> to = new ArrayList<>();
    for (Written one : written) {
      if (one.batch() == place && one.file() != null) {
        to.add(one.file());
      }
    }
    long before = batch.files().stream().mapToLong(DataFile::rows).sum();
    long after = to.stream().mapToLong(DataFile::rows).sum();
    if (before != after && batch.files().stream().allMatch(file -> file.rows() >= 0)) {
      throw new IllegalStateException(
          "%d rows became %d; nothing was changed. The files: %s"
              .formatted(before, after, batch.files()));
    }
    return new Rearranged(batch.files(), to);
  }

  private static List<Part> parts(List<Batch> batches) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      for (int part = 0; part < batch.parts(); part++) {
        parts.add(new Part(i, batch.files(), part, batch.parts()));
      }
    }
    return parts;
  }

  private int tasks(int parts) {
    int enough = (parts + FILES_OF_A_TASK - 1) / FILES_OF_A_TASK;
    return Math.min(parts, Math.max(enough, sparkContext.defaultParallelism() * 4));
  }

  /** In the order in which each task gets large and small ones. */
  private List<Part> dealt(List<Part> parts) {
    List<Part> largestFirst =
        parts.stream().sorted(Comparator.comparingLong(Part::bytes).reversed()).toList();
    int tasks = tasks(parts.size());
    return IntStream.range(0, tasks)
        .boxed()
        .flatMap(
            task ->
                IntStream.iterate(task, i -> i < parts.size(), i -> i + tasks)
                    .mapToObj(largestFirst::get))
        .toList();
  }
}
