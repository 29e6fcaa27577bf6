package io.trailhouse.ingest;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestProgress.Phase;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.LakeTarget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Makes one day of {@code events} anew from the trail: of the objects that the ledger says to have
 * held events of the day, and of no others. Ledger, quarantine and runs stay as they are, and each
 * row names the run that read its object first; of second deliveries, another one may be kept.
 *
 * <p>Until its one commit nothing is changed. A run of ingest that looked at the day before this
 * commit looks again.
 */
public final class DayRebuild {

  private static final int MOST_STARTS = 5;

  private final SparkSession spark;
  private final Configuration conf;
  private final IngestConfig config;
  private final LocalDate day;
  private final IngestProgress progress;
  private final Lake lake;

  /**
   * A rebuild over a Spark session.
   *
   * @param config where the trails and the lake are; a window in it is not looked at
   * @param day the day of event times, UTC
   */
  public DayRebuild(
      SparkSession spark, IngestConfig config, LocalDate day, IngestProgress progress) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
    this.config = config;
    this.day = day;
    this.progress = progress;
    this.lake = Lake.at(conf, config.lake());
  }

  /**
   * What was done.
   *
   * @param objects objects that were read again
   * @param rowsBefore rows that the day had
   * @param rows rows that it has now
   */
  public record Rebuilt(int objects, long rowsBefore, long rows) {}

  /** What the ledger tells about an object; events are those of all days that were read of it. */
  private record Entry(@Nullable LocalDate delivered, String runId, long events) {}

  /**
   * Rebuilds.
   *
   * @throws TrailhouseException if objects are not there any more, or not as they were, or are not
   *     read as they were; nothing is changed then
   */
  public Rebuilt execute() {
    lake.requireExisting();
    for (int start = 0; start < MOST_STARTS; start++) {
      long after = lake.finishInterrupted();
      Map<String, Entry> ledger = ledger();
      List<Entry> entries = new ArrayList<>();
      List<TrailObject> objects = objects(ledger, entries);
      LakeTarget target = lake.target();
      String runId = UUID.randomUUID().toString();
      try {
        List<DataFile> files = files(objects, entries, target, runId);
        long before = rows(lake.filesOfDays(LakeTable.EVENTS, day, day.plusDays(1)));
        progress.report(Phase.COMMITTING, 0, 0);
        if (lake.replaceDay(day, files, runId, after)) {
          return new Rebuilt(objects.size(), before, rows(files));
        }
      } finally {
        lake.clearAway(runId);
      }
    }
    throw new TrailhouseException(
        "Other runs committed to %s first, %d times; run it again when they are done"
            .formatted(lake.uri(), MOST_STARTS));
  }

  private static long rows(List<DataFile> files) {
    return files.stream().mapToLong(file -> Math.max(file.rows(), 0)).sum();
  }

  /** The objects that held events of the day, by address and version. */
  private Map<String, Entry> ledger() {
    spark.sparkContext().setJobDescription("rebuild of %s: reading the ledger".formatted(day));
    Map<String, Entry> ledger = new HashMap<>();
    for (Row row :
        new LakeViews(spark, lake)
            .table(LakeTable.FILES)
            .where(
                "first_event_time < TIMESTAMP'%s 00:00:00Z' AND last_event_time >= TIMESTAMP'%s 00:00:00Z'"
                    .formatted(day.plusDays(1), day))
            .selectExpr(
                "source_file",
                "version",
                "delivery_date",
                "run_id",
                "records_read - records_quarantined")
            .collectAsList()) {
      java.sql.Date delivered = row.getDate(2);
      ledger.put(
          key(row.getString(0), row.getString(1)),
          new Entry(
              delivered == null ? null : delivered.toLocalDate(),
              row.getString(3),
              row.getLong(4)));
    }
    return ledger;
  }

  private static String key(String path, String version) {
    return version + " " + path;
  }

  private List<TrailObject> objects(Map<String, Entry> ledger, List<Entry> entries) {
    Map<String, Entry> missing = new HashMap<>(ledger);
    List<TrailObject> objects = new ArrayList<>();
    if (!ledger.isEmpty()) {
      for (TrailObject object :
          new Locate(conf, window(ledger), this::listed).execute().objects()) {
        Entry entry = missing.remove(key(object.path(), object.version()));
        if (entry != null) {
          objects.add(object);
          entries.add(entry);
        }
      }
    }
    if (!missing.isEmpty()) {
      String example = missing.keySet().stream().sorted().findFirst().orElse("");
      throw new TrailhouseException(
          ("Cannot rebuild %s: %d of %d objects that held events of it are not below --trail as"
                  + " they were, %s for one; give all trails that they came from, or restore them."
                  + " Nothing was changed")
              .formatted(
                  day, missing.size(), ledger.size(), example.substring(example.indexOf(' ') + 1)));
    }
    return objects;
  }

  private void listed(long found) {
    progress.report(Phase.LISTING, found, 0);
  }

  /** As narrow as the objects' days of delivery allow. */
  private LocateConfig window(Map<String, Entry> ledger) {
    LocateConfig all = config.trail();
    List<LocalDate> days = new ArrayList<>();
    for (Entry entry : ledger.values()) {
      if (entry.delivered() == null) {
        return new LocateConfig(
            all.trails(), null, null, all.accounts(), all.regions(), all.parallelism());
      }
      days.add(entry.delivered());
    }
    days.sort(null);
    return new LocateConfig(
        all.trails(),
        days.get(0),
        days.get(days.size() - 1).plusDays(1),
        all.accounts(),
        all.regions(),
        all.parallelism());
  }

  private List<DataFile> files(
      List<TrailObject> objects, List<Entry> entries, LakeTarget target, String runId) {
    Broadcast<SerializableConfiguration> taskConf =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(conf));
    TrailTasks tasks = new TrailTasks(spark, taskConf, config.limits(), progress);
    List<TaskOutcome> read =
        tasks.read(
            objects,
            new BitSet(),
            target,
            runId,
            new IngestTask.OfDay(day.toEpochDay(), entries.stream().map(Entry::runId).toList()));
    for (TaskOutcome outcome : read) {
      for (ObjectOutcome object : outcome.objects()) {
        requireAsBefore(
            objects.get(object.index()), entries.get(object.index()).events(), object.events());
      }
    }
    FreshEvents fresh = FreshEvents.of(read.stream().map(TaskOutcome::events).toList());
    return tasks.distinct(fresh, partitions -> List.of(), runId).files();
  }

  /** What was quarantined stays so, for what is read again is not looked at for that. */
  private void requireAsBefore(TrailObject object, long eventsBefore, long events) {
    if (events != eventsBefore) {
      throw new TrailhouseException(
          ("Cannot rebuild %s: the events read of %s were %d when it was ingested, and are %d now;"
                  + " give the limits (--max-record-bytes and its like) that it was ingested with."
                  + " Nothing was changed")
              .formatted(day, object.path(), eventsBefore, events));
    }
  }
}
