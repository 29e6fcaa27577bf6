package io.trailhouse.ingest;

import io.trailhouse.ingest.IngestProgress.Phase;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.Limits;
import io.trailhouse.session.DealtWork;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import io.trailhouse.table.LakeTarget;
import io.trailhouse.table.LateDuplicates;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** What tasks on Spark do with trail objects: they read them, and drop what others read too. */
final class TrailTasks {

  private final SparkSession spark;
  private final JavaSparkContext sparkContext;
  private final Broadcast<SerializableConfiguration> conf;
  private final Limits limits;
  private final IngestProgress progress;

  TrailTasks(
      SparkSession spark,
      Broadcast<SerializableConfiguration> conf,
      Limits limits,
      IngestProgress progress) {
    this.spark = spark;
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.conf = conf;
    this.limits = limits;
    this.progress = progress;
  }

  private void tell(String description) {
    spark.sparkContext().setJobDescription("ingest: " + description);
  }

  /**
   * Reads objects and writes their events, each content once a task.
   *
   * @param known the places of those objects that are left out
   * @param target where they write
   * @param only what is wanted of them; null for all
   */
  List<TaskOutcome> read(
      List<TrailObject> objects,
      BitSet known,
      LakeTarget target,
      String runId,
      IngestTask.@Nullable OfDay only) {
    List<IngestPlan.Task> tasks = IngestPlan.of(objects, known, sparkContext.defaultParallelism());
    long bytes = tasks.stream().mapToLong(IngestPlan.Task::bytes).sum();
    progress.report(Phase.READING, 0, bytes);
    tell(
        "run %s: reading %d objects of %d bytes"
            .formatted(runId, objects.size() - known.cardinality(), bytes));
    LongAccumulator bytesRead = spark.sparkContext().longAccumulator("bytes read");
    Limits taskLimits = limits;
    Broadcast<SerializableConfiguration> hadoop = conf;
    return Watch.during(
        () ->
            sparkContext
                .parallelize(tasks, Math.max(tasks.size(), 1))
                .map(
                    task -> {
                      String name =
                          "%s-%05d-%d"
                              .formatted(runId, task.number(), TaskContext.get().taskAttemptId());
                      TaskOutcome outcome =
                          new IngestTask(
                                  hadoop.value().value(), target, runId, name, taskLimits, only)
                              .execute(task, TaskContext.get().attemptNumber());
                      bytesRead.add(task.bytes());
                      return outcome;
                    })
                .collect(),
        () -> progress.report(Phase.READING, bytesRead.value(), bytes));
  }

  /**
   * Events, each once.
   *
   * @param files the files to commit
   * @param dropped what was dropped on the way
   */
  record Distinct(List<DataFile> files, List<LateDuplicates.Result> dropped) {}

  /**
   * Drops rows that another task read too, or that are in the table, and has what tasks held back
   * written.
   *
   * @param committedIn the files that the table has in some partitions
   */
  Distinct distinct(
      FreshEvents fresh,
      Function<Collection<Map<String, @Nullable String>>, List<DataFile>> committedIn,
      String runId) {
    List<LateDuplicates.Partition> candidates = LateCandidates.among(fresh, committedIn);
    if (candidates.isEmpty()) {
      return new Distinct(fresh.files(), List.of());
    }
    progress.report(Phase.COMPARING, 0, candidates.size());
    tell("run %s: comparing events in %d partitions".formatted(runId, candidates.size()));
    Broadcast<SerializableConfiguration> hadoop = conf;
    LongAccumulator compared = spark.sparkContext().longAccumulator("partitions compared");
    List<LateDuplicates.Result> results =
        Watch.during(
            () ->
                DealtWork.of(candidates, sparkContext)
                    .mapPartitions(
                        partitions ->
                            LateDuplicates.drop(
                                    hadoop.value().value(), partitions, () -> compared.add(1))
                                .iterator())
                    .collect(),
            () -> progress.report(Phase.COMPARING, compared.value(), candidates.size()));
    return new Distinct(LateCandidates.replace(fresh.files(), candidates, results), results);
  }
}
