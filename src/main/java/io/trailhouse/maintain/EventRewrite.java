package io.trailhouse.maintain;

import io.trailhouse.maintain.CompactionPlan.Batch;
import io.trailhouse.session.DealtWork;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.EventFileMerge;
import io.trailhouse.table.ForeignColumnException;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.Rearranged;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Writes batches of event files anew, in tasks on Spark; no table knows the new files. */
final class EventRewrite {

  /** Files that one commit, or one round of a longer work, rewrites at most. */
  private static final int FILES_OF_A_ROUND = 4_000;

  private static final long BYTES_OF_A_ROUND = 4L << 30;

  private final SparkSession spark;
  private final JavaSparkContext sparkContext;

  EventRewrite(SparkSession spark) {
    this.spark = spark;
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Deals batches to rounds, so that there is something to tell, or to commit, after each. */
  static List<List<Batch>> rounds(List<Batch> batches) {
    List<List<Batch>> rounds = new ArrayList<>();
    List<Batch> open = new ArrayList<>();
    long files = 0;
    long bytes = 0;
    for (Batch batch : batches) {
      if (!open.isEmpty()
          && (files + batch.files().size() > FILES_OF_A_ROUND
              || bytes + batch.bytes() > BYTES_OF_A_ROUND)) {
        rounds.add(List.copyOf(open));
        open.clear();
        files = 0;
        bytes = 0;
      }
      open.add(batch);
      files += batch.files().size();
      bytes += batch.bytes();
    }
    if (!open.isEmpty()) {
      rounds.add(open);
    }
    return rounds;
  }

  /** How many files there are in batches. */
  static int files(List<Batch> batches) {
    return batches.stream().mapToInt(batch -> batch.files().size()).sum();
  }

  /**
   * A share of a batch.
   *
   * @param batch the place of its batch
   */
  private record Part(int batch, List<DataFile> files, Partitioning to, int part, int parts)
      implements Serializable {

    long bytes() {
      return files.stream().mapToLong(DataFile::bytes).sum() / parts;
    }

    Written write(Configuration conf) throws IOException {
      try {
        return new Written(batch, EventFileMerge.write(conf, files, to, part, parts), null);
      } catch (ForeignColumnException e) {
        return new Written(batch, List.of(), e.getMessage());
      }
    }
  }

  private record Written(int batch, List<DataFile> files, @Nullable String refusal)
      implements Serializable {}

  /**
   * What became of some batches.
   *
   * @param groups files and what may take their place
   * @param refused batches that stay as they are
   */
  record Rewritten(List<Rearranged> groups, List<Refused> refused) {}

  /**
   * A batch with a column that would be lost.
   *
   * @param files how many files it has
   * @param why which column, and where
   */
  record Refused(int files, String why) {}

  /**
   * Rewrites.
   *
   * @param to what the new files are partitioned by
   * @param description what Spark's page says
   */
  Rewritten execute(List<Batch> batches, Partitioning to, String description) {
    List<Part> largestFirst =
        parts(batches, to).stream()
            .sorted(Comparator.comparingLong(Part::bytes).reversed())
            .toList();
    spark.sparkContext().setJobDescription(description);
    Broadcast<SerializableConfiguration> conf =
        sparkContext.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    List<Written> written =
        DealtWork.of(largestFirst, sparkContext)
            .map(part -> part.write(conf.value().value()))
            .collect();
    conf.destroy();
    List<Rearranged> groups = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      int place = i;
      Batch batch = batches.get(i);
      List<Written> parts = written.stream().filter(part -> part.batch() == place).toList();
      parts.stream()
          .map(Written::refusal)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresentOrElse(
              why -> refused.add(new Refused(batch.files().size(), why)),
              () -> groups.add(rearranged(batch, parts)));
    }
    return new Rewritten(groups, refused);
  }

  private static Rearranged rearranged(Batch batch, List<Written> written) {
    List<DataFile> to = written.stream().flatMap(part -> part.files().stream()).toList();
    long before = batch.files().stream().mapToLong(DataFile::rows).sum();
    long after = to.stream().mapToLong(DataFile::rows).sum();
    if (before != after && batch.files().stream().allMatch(file -> file.rows() >= 0)) {
      throw new IllegalStateException(
          "%d rows became %d; nothing was changed. The files: %s"
              .formatted(before, after, batch.files()));
    }
    return new Rearranged(batch.files(), to);
  }

  private static List<Part> parts(List<Batch> batches, Partitioning to) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      for (int part = 0; part < batch.parts(); part++) {
        parts.add(new Part(i, batch.files(), to, part, batch.parts()));
      }
    }
    return parts;
  }
}
