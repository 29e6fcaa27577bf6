package io.trailhouse.ingest;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestProgress.Phase;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import io.trailhouse.table.KnownObjects;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.LakeTarget;
import io.trailhouse.table.LateDuplicates;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.PendingRun;
import io.trailhouse.table.RowFile;
import io.trailhouse.table.TableColumn;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings trail objects that the ledger does not hold into the lake, each event once.
 *
 * <p>Safe to kill at any instant, to start again, and to run beside other runs; see {@link Lake}
 * for why.
 */
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** How often a run starts again because others committed objects of its own first. */
  private static final int MOST_STARTS = 5;

  private final SparkSession spark;
  private final JavaSparkContext sparkContext;
  private final Configuration conf;
  private final IngestConfig config;
  private final IngestProgress progress;
  private final Lake lake;
  private final Broadcast<SerializableConfiguration> taskConf;
  private final TrailTasks tasks;
  private RunEffort effort;

  /** A run over a Spark session. */
  public Ingest(SparkSession spark, IngestConfig config, IngestProgress progress) {
    this.spark = spark;
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.conf = spark.sessionState().newHadoopConf();
    this.config = config;
    this.progress = progress;
    this.lake = Lake.at(conf, config.lake());
    this.taskConf = sparkContext.broadcast(new SerializableConfiguration(conf));
    this.tasks = new TrailTasks(spark, taskConf, config.limits(), progress);
    this.effort = effort();
  }

  private RunEffort effort() {
    return new RunEffort(spark.sparkContext().applicationId());
  }

  /** Names the jobs that follow, on Spark's page and wherever else jobs are shown. */
  private void tell(String description) {
    spark.sparkContext().setJobDescription("ingest: " + description);
  }

  private void begin(Phase phase, long total) {
    effort.begin(phase);
    progress.report(phase, 0, total);
  }

  /**
   * Says what a run would do, and changes nothing. Partitions are counted by key: which event
   * sources an object holds is known only when it is read.
   */
  public IngestResult plan() {
    requirePartitioning();
    TrailListing listing = list();
    BitSet known = lake.exists() ? known(listing.objects()) : new BitSet();
    return untouched(listing, known, false);
  }

  /**
   * Runs.
   *
   * @throws TrailhouseException if the operator must act
   */
  public IngestResult execute() {
    Instant started = Instant.now();
    effort = effort();
    requirePartitioning();
    TrailListing listing = list();
    if (listing.objects().isEmpty() && !lake.exists()) {
      return untouched(listing, new BitSet(), false);
    }
    lake.createMissingTables(
        Objects.requireNonNullElse(config.partitioning(), Partitioning.DATE_REGION_SOURCE));
    requirePartitioning();
    addMissingColumns();
    boolean finishedRun = false;
    for (int start = 0; start < MOST_STARTS; start++) {
      finishedRun |= lake.isInterrupted();
      long after = lake.finishInterrupted();
      BitSet known = known(listing.objects());
      if (known.cardinality() == listing.objects().size()) {
        return untouched(listing, known, finishedRun);
      }
      IngestResult result = run(listing, known, after, started, finishedRun);
      if (result != null) {
        return result;
      }
      lake.refresh();
      effort.startAgain();
      LOG.info(
          "Another run committed some of these objects first, or moved the lake; starting again");
    }
    throw new TrailhouseException(
        "Other runs committed to %s first, %d times; run it again when they are done"
            .formatted(lake.uri(), MOST_STARTS));
  }

  /** Refuses a lake that is partitioned otherwise than it was asked for. */
  private void requirePartitioning() {
    Partitioning wanted = config.partitioning();
    if (wanted != null && lake.exists() && lake.partitioning() != wanted) {
      throw new TrailhouseException(
          ("The lake at %s is partitioned by %s; leave --partition-by out, or move the lake with:"
                  + " trailhouse maintain --lake %s --partition-by %s")
              .formatted(lake.uri(), lake.partitioning().text(), lake.uri(), wanted.text()));
    }
  }

  private TrailListing list() {
    effort.begin(Phase.LISTING);
    tell("listing " + String.join(" ", config.trail().trails()));
    return new Locate(conf, config.trail(), found -> progress.report(Phase.LISTING, found, 0))
        .execute();
  }

  private void addMissingColumns() {
    for (LakeTable table : LakeTable.ingested()) {
      List<TableColumn> missing = lake.missingColumns(table);
      if (!missing.isEmpty()) {
        String columns =
            missing.stream()
                .map(
                    column ->
                        "`%s` %s COMMENT '%s'"
                            .formatted(
                                column.name(),
                                column.type().sqlType(),
                                column.comment().replace("'", "\\'")))
                .collect(Collectors.joining(", "));
        LOG.info("Adding columns to {}: {}", lake.pathOf(table), columns);
        tell("adding columns to " + table.directory());
        spark.sql("ALTER TABLE delta.`%s` ADD COLUMNS (%s)".formatted(lake.pathOf(table), columns));
        lake.refresh();
      }
    }
  }

  /** The places of those objects in the listing that the ledger holds. */
  private BitSet known(List<TrailObject> objects) {
    effort.begin(Phase.LOOKING_UP);
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    KnownObjects listed = new KnownObjects(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      TrailObject object = objects.get(i);
      listed.add(i, object.path(), object.version());
      Long delivery = RunRows.micros(object.deliveryTime());
      from = Math.min(from, delivery == null ? Long.MIN_VALUE : delivery);
      to = Math.max(to, delivery == null ? Long.MAX_VALUE : delivery);
    }
    List<DataFile> ledger = objects.isEmpty() ? List.of() : lake.ledgerFiles(from, to);
    BitSet known = new BitSet();
    if (!ledger.isEmpty()) {
      progress.report(Phase.LOOKING_UP, 0, objects.size());
      tell("looking up %d objects in the ledger".formatted(objects.size()));
      Broadcast<KnownObjects> lookup = sparkContext.broadcast(listed);
      Broadcast<SerializableConfiguration> hadoop = taskConf;
      sparkContext
          .parallelize(ledger, ledger.size())
          .map(file -> lookup.value().in(hadoop.value().value(), file))
          .collect()
          .forEach(known::or);
      lookup.destroy();
    }
    return known;
  }

  private IngestResult untouched(TrailListing listing, BitSet known, boolean finishedRun) {
    return IngestResult.of(listing, known, null, finishedRun, List.of(), List.of());
  }

  /**
   * Reads what is not known and commits it; null if another run committed some of it first, or if
   * the lake was partitioned anew.
   */
  private @Nullable IngestResult run(
      TrailListing listing, BitSet known, long before, Instant started, boolean finishedRun) {
    String runId = UUID.randomUUID().toString();
    try {
      return run(listing, known, before, started, finishedRun, runId);
    } finally {
      lake.clearAway(runId);
    }
  }

  private @Nullable IngestResult run(
      TrailListing listing,
      BitSet known,
      long before,
      Instant started,
      boolean finishedRun,
      String runId) {
    effort.begin(Phase.READING);
    LakeTarget target = lake.target();
    List<TaskOutcome> read = tasks.read(listing.objects(), known, target, runId, null);
    effort.read(read);
    FreshEvents fresh = FreshEvents.of(read.stream().map(TaskOutcome::events).toList());
    List<DataFile> quarantine = read.stream().flatMap(task -> task.quarantine().stream()).toList();
    long after = before;
    while (true) {
      List<ObjectOutcome> outcomes =
          new ArrayList<>(read.stream().flatMap(task -> task.objects().stream()).toList());
      List<DataFile> events = dropLateDuplicates(listing, fresh, outcomes, runId);
      IngestResult result = IngestResult.of(listing, known, runId, finishedRun, outcomes, events);
      result.requireBalance(events.stream().mapToLong(DataFile::rows).sum());
      begin(Phase.COMMITTING, 0);
      tell("run %s: committing".formatted(runId));
      PendingRun pending = pending(listing, runId, started, events, quarantine, outcomes, result);
      if (lake.commit(pending, after)) {
        return result;
      }
      after = lake.finishInterrupted();
      BitSet knownNow = known(listing.objects());
      if (!knownNow.equals(known) || !lake.target().equals(target)) {
        return null;
      }
      effort.startAgain();
    }
  }

  /**
   * Drops rows that another task read too, or that are in the table, and has what tasks held back
   * written. The outcomes of the objects that lose rows are corrected in place.
   */
  private List<DataFile> dropLateDuplicates(
      TrailListing listing, FreshEvents fresh, List<ObjectOutcome> outcomes, String runId) {
    effort.begin(Phase.COMPARING);
    TrailTasks.Distinct distinct = tasks.distinct(fresh, lake::eventFiles, runId);
    correct(listing, outcomes, distinct.dropped());
    return distinct.files();
  }

  private static void correct(
      TrailListing listing, List<ObjectOutcome> outcomes, List<LateDuplicates.Result> results) {
    Map<String, long[]> late = new HashMap<>();
    for (LateDuplicates.Result result : results) {
      result.duplicates().forEach((file, rows) -> counts(late, file)[0] += rows);
      result.conflicting().forEach((file, rows) -> counts(late, file)[1] += rows);
    }
    if (late.isEmpty()) {
      return;
    }
    outcomes.replaceAll(
        outcome -> {
          long[] counts = late.get(listing.objects().get(outcome.index()).path());
          return counts == null ? outcome : withLate(outcome, counts);
        });
  }

  /** Of an object that was read in two versions, none loses more rows than it has. */
  private static ObjectOutcome withLate(ObjectOutcome outcome, long[] counts) {
    long duplicates = Math.min(counts[0], outcome.rowsWritten());
    long conflicting =
        Math.max(-outcome.conflicting(), Math.min(counts[1], outcome.rowsWritten() - duplicates));
    counts[0] -= duplicates;
    counts[1] -= conflicting;
    return outcome.withLate(duplicates, conflicting);
  }

  private static long[] counts(Map<String, long[]> late, String file) {
    return late.computeIfAbsent(file, key -> new long[2]);
  }

  private PendingRun pending(
      TrailListing listing,
      String runId,
      Instant started,
      List<DataFile> events,
      List<DataFile> quarantine,
      List<ObjectOutcome> outcomes,
      IngestResult result) {
    Instant now = Instant.now();
    String name = runId + "-" + UUID.randomUUID().toString().substring(0, 8);
    try {
      DataFile ledger =
          RowFile.write(
              conf,
              lake.uri(),
              LakeTable.FILES,
              name,
              outcomes.size(),
              RunRows.ledger(listing.objects(), outcomes, runId, now));
      DataFile run =
          RowFile.write(
              conf,
              lake.uri(),
              LakeTable.RUNS,
              name,
              1,
              RunRows.run(config, result, effort, runId, started, now));
      return new PendingRun(runId, events, List.of(ledger), quarantine, List.of(run));
    } catch (IOException e) {
      throw new TrailhouseException(
          "Cannot write to the lake at %s: %s".formatted(lake.uri(), e.getMessage()), e);
    }
  }
}
