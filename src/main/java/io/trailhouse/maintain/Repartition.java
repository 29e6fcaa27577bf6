package io.trailhouse.maintain;

import io.trailhouse.TrailhouseException;
import io.trailhouse.maintain.CompactionPlan.Batch;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.Rearranged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * Moves {@code events} from one partitioning to another: writes all its files anew, and puts them
 * in the place of the old ones in one commit. Until then nothing is changed. The rows stay what
 * they are; in each new file they stand in the order of caller and event time.
 *
 * <p>Safe beside runs of ingest and other maintenance: what others changed meanwhile is written
 * once more before the commit, and a run that wrote files for the old partitioning starts again.
 */
public final class Repartition {

  private static final int MOST_STARTS = 10;

  private final EventRewrite rewrite;
  private final Lake lake;
  private final Partitioning to;
  private final MaintainProgress progress;

  /**
   * A move over a Spark session.
   *
   * @param to what the table is to be partitioned by
   */
  public Repartition(SparkSession spark, Lake lake, Partitioning to, MaintainProgress progress) {
    this.rewrite = new EventRewrite(spark);
    this.lake = lake;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Says what would be written anew, and changes nothing.
   *
   * @return the files before, and none after
   */
  public CompactionResult plan() {
    lake.refresh();
    CompactionResult result = CompactionResult.none(0);
    if (lake.partitioning() != to) {
      for (Batch batch : batches()) {
        result = result.plus(batch.files().size(), batch.bytes(), 0, 0);
      }
    }
    return result;
  }

  /**
   * Moves; a table that is partitioned so already is left alone.
   *
   * @return the files before and after
   * @throws TrailhouseException if other writers were faster again and again, or if a column of
   *     others would be lost; nothing is changed
   */
  public CompactionResult execute() {
    Map<Set<String>, Rearranged> written = new HashMap<>();
    for (int start = 0; start < MOST_STARTS; start++) {
      lake.refresh();
      long after = lake.finishInterrupted();
      if (lake.partitioning() == to) {
        return CompactionResult.none(0);
      }
      List<Batch> batches = batches();
      rewrite(
          batches.stream().filter(batch -> !written.containsKey(paths(batch))).toList(), written);
      List<Rearranged> groups =
          batches.stream().map(batch -> Objects.requireNonNull(written.get(paths(batch)))).toList();
      if (lake.repartition(to, groups, UUID.randomUUID().toString(), after)) {
        return result(groups);
      }
    }
    throw new TrailhouseException(
        ("Other writers changed %s first, %d times; nothing was changed. Run it again when they are"
                + " done")
            .formatted(lake.pathOf(LakeTable.EVENTS), MOST_STARTS));
  }

  private List<Batch> batches() {
    return CompactionPlan.ofAll(lake.files(LakeTable.EVENTS));
  }

  private void rewrite(List<Batch> batches, Map<Set<String>, Rearranged> written) {
    long total = EventRewrite.files(batches);
    long done = 0;
    progress.report("moving files", 0, total);
    for (List<Batch> round : EventRewrite.rounds(batches)) {
      int files = EventRewrite.files(round);
      String description =
          "Moving %d files of events to partitions by %s".formatted(files, to.text());
      EventRewrite.Rewritten moved = rewrite.execute(round, to, description);
      if (!moved.refused().isEmpty()) {
        throw new TrailhouseException(
            "Cannot move %s: %s and would lose; nothing was changed. Drop the column first"
                .formatted(lake.pathOf(LakeTable.EVENTS), moved.refused().get(0).why()));
      }
      for (Rearranged group : moved.groups()) {
        written.put(paths(group.from()), group);
      }
      done += files;
      progress.report("moving files", done, total);
    }
  }

  private static Set<String> paths(Batch batch) {
    return paths(batch.files());
  }

  private static Set<String> paths(List<DataFile> files) {
    Set<String> paths = new HashSet<>();
    files.forEach(file -> paths.add(file.path()));
    return paths;
  }

  private static CompactionResult result(List<Rearranged> groups) {
    CompactionResult result = CompactionResult.none(0);
    for (Rearranged group : groups) {
      result = result.plus(group);
    }
    return result;
  }
}
