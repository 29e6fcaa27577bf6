package io.trailhouse.maintain;

import io.trailhouse.maintain.CompactionPlan.Batch;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.Rearranged;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Merges the small files of each partition of {@code events}, in the order of caller and event
 * time. The rows stay what they are; a partition that has no two small files is not touched, nor
 * are files beside one that has a column which merging would lose.
 *
 * <p>Safe beside a run of ingest, which looks at rows and not at files, and beside another
 * compaction: of two that merge the same files, the second one leaves them. A file that was merged
 * stays on the disk until vacuum, so that whoever reads the table goes on reading. Each round is a
 * commit of its own, so that little is lost if it is killed.
 */
public final class Compaction {

  private final EventRewrite rewrite;
  private final Lake lake;
  private final MaintainProgress progress;

  /** A compaction over a Spark session. */
  public Compaction(SparkSession spark, Lake lake, MaintainProgress progress) {
    this.rewrite = new EventRewrite(spark);
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * Says what would be merged, and changes nothing.
   *
   * @param mostFiles how many files may be merged
   */
  public CompactionResult plan(int mostFiles) {
    CompactionPlan plan = planned(mostFiles);
    CompactionResult result = CompactionResult.none(plan.filesLeft());
    for (Batch batch : plan.batches()) {
      result = result.plus(batch.files().size(), batch.bytes(), batch.parts(), 0);
    }
    return result;
  }

  /**
   * Merges.
   *
   * @param mostFiles how many files may be merged; of the others the result tells
   */
  public CompactionResult execute(int mostFiles) {
    CompactionPlan plan = planned(mostFiles);
    CompactionResult result = CompactionResult.none(plan.filesLeft());
    Partitioning partitioning = lake.partitioning();
    long total = EventRewrite.files(plan.batches());
    long done = 0;
    progress.report("merging small files", 0, total);
    for (List<Batch> round : EventRewrite.rounds(plan.batches())) {
      int files = EventRewrite.files(round);
      EventRewrite.Rewritten merged =
          rewrite.execute(round, partitioning, "Merging %d small files of events".formatted(files));
      for (Rearranged group : lake.rearrangeEvents(merged.groups())) {
        result = result.plus(group);
      }
      for (EventRewrite.Refused refused : merged.refused()) {
        result = result.plusForeign(refused.files());
      }
      done += files;
      progress.report("merging small files", done, total);
    }
    return result;
  }

  private CompactionPlan planned(int mostFiles) {
    lake.refresh();
    return CompactionPlan.of(lake.files(LakeTable.EVENTS), mostFiles);
  }
}
