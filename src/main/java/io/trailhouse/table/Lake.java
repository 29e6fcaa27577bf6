package io.trailhouse.table;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.internal.SnapshotImpl;
import io.trailhouse.TrailhouseException;
import io.trailhouse.event.EventColumn;
import io.trailhouse.record.HashKey;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake on the driver: its tables, and the protocol by which a run enters them.
 *
 * <p>Delta commits one table at a time, a run writes four. The commit to {@code events} decides:
 *
 * <ol>
 *   <li>A run's files are written where no table knows them.
 *   <li>A note that names its files of the other tables is left in the lake, under the run's commit
 *       number.
 *   <li>The files of {@code events} are appended in one transaction that carries this number as
 *       Delta's transaction version for the one application id {@code trailhouse}. Of two runs that
 *       started from the same number, Delta lets only one pass; the other looks again at what is in
 *       the tables.
 *   <li>The other tables follow, each in a transaction with the same number, the ledger last.
 * </ol>
 *
 * <p>A run that dies before the third step has changed nothing; its files are unnamed, and vacuum
 * takes them. One that dies after it is finished by whoever comes next, from the note, before
 * anything else: {@link #finishInterrupted}. As long as the ledger has not reached the number of
 * {@code events}, no other run can be committed, so there is at most one to finish. Several may
 * finish it at once: a table that has the number already refuses it.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#transaction-identifiers">Delta
 *     protocol, transaction identifiers</a>
 */
public final class Lake {

  private static final Logger LOG = LoggerFactory.getLogger(Lake.class);

  /** The order in which the tables follow {@code events}; with the last one the run is complete. */
  private static final List<LakeTable> FOLLOWERS =
      List.of(LakeTable.QUARANTINE, LakeTable.RUNS, LakeTable.FILES);

  /** Low bits of a commit number that tell runs with the same sequence number apart. */
  private static final int RANDOM_BITS = 40;

  /** Statistics that Spark collects when it writes the table, at compaction say. */
  private static final Map<String, String> EVENTS_PROPERTIES =
      Map.of(
          "delta.dataSkippingStatsColumns",
          "event_time,event_name,caller,recipient_account_id,source_ip_address,"
              + "user_identity_access_key_id");

  /** The property of {@code events} that holds the key of its content hashes. */
  private static final String HASH_KEY = "trailhouse.contentHashKey";

  private final Configuration conf;
  private final String uri;
  private final Map<LakeTable, DeltaTable> tables = new EnumMap<>(LakeTable.class);

  private Lake(Configuration conf, String uri) {
    this.conf = conf;
    this.uri = uri;
    for (LakeTable table : LakeTable.values()) {
      tables.put(table, new DeltaTable(conf, uri, table.layout()));
    }
  }

  /** The lake at a URI, whether it exists already or not. A path without scheme is a local one. */
  public static Lake at(Configuration conf, String uri) {
    return new Lake(LogStores.forKernel(conf), qualified(uri));
  }

  private static String qualified(String uri) {
    boolean hasScheme = uri.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    return hasScheme
        ? new Path(uri).toString()
        : new Path(java.nio.file.Path.of(uri).toAbsolutePath().normalize().toUri()).toString();
  }

  /** The lake's URI, with scheme. */
  public String uri() {
    return uri;
  }

  /** Where a table is. */
  public String pathOf(LakeTable table) {
    return new Path(uri, table.directory()).toString();
  }

  /** Whether the lake has been written to. */
  public boolean exists() {
    return table(LakeTable.EVENTS).snapshot().isPresent();
  }

  /** Whether the lake has a table; those that are derived it may lack. */
  public boolean has(LakeTable table) {
    return table(table).snapshot().isPresent();
  }

  /** Creates a table that is made from others. */
  public void createDerived(LakeTable table) {
    table(table).createIfMissing(DerivedTable.PROPERTIES);
  }

  /** A table beside those that each lake may have, whether it is there already or not. */
  public DerivedTable derived(TableLayout layout) {
    return new DerivedTable(conf, uri, layout);
  }

  /** Refuses a lake that is not there. */
  public void requireExisting() {
    if (!exists()) {
      throw new TrailhouseException(
          "There is no lake at %s; check --lake, or make one with: trailhouse ingest --trail URI"
                  .formatted(uri)
              + " --lake "
              + uri);
    }
  }

  /**
   * Creates the tables that are missing, {@code events} last: with it the lake exists.
   *
   * @param partitioning what {@code events} is to be partitioned by if it is missing
   */
  public void createMissingTables(Partitioning partitioning) {
    createMissingTables(partitioning, HashKey.random());
  }

  /** The same, with a key for content hashes if {@code events} is missing. */
  void createMissingTables(Partitioning partitioning, HashKey hashKey) {
    for (LakeTable follower : FOLLOWERS) {
      table(follower).createIfMissing(Map.of());
    }
    Map<String, String> properties = new HashMap<>(EVENTS_PROPERTIES);
    properties.put(HASH_KEY, hashKey.hex());
    table(LakeTable.EVENTS).createIfMissing(properties, partitioning.columns());
  }

  /**
   * What the content hashes in {@code events} are keyed with.
   *
   * @throws TrailhouseException if the table has no key, so that duplicates could not be told
   */
  public HashKey hashKey() {
    String key = table(LakeTable.EVENTS).property(snapshot(LakeTable.EVENTS), HASH_KEY);
    if (key == null) {
      throw new TrailhouseException(
          ("The table %s has lost its property %s, without which duplicates cannot be told; set it"
                  + " again to the value that DESCRIBE HISTORY or the log's first version has, or"
                  + " ingest into another lake")
              .formatted(pathOf(LakeTable.EVENTS), HASH_KEY));
    }
    return HashKey.parse(key);
  }

  /**
   * What {@code events} is partitioned by.
   *
   * @throws TrailhouseException if it is partitioned as no lake of ours is
   */
  public Partitioning partitioning() {
    List<String> columns = snapshot(LakeTable.EVENTS).getPartitionColumnNames();
    return Partitioning.of(columns)
        .orElseThrow(
            () ->
                new TrailhouseException(
                    "The table %s is partitioned by %s; ingest into another lake"
                        .formatted(pathOf(LakeTable.EVENTS), columns)));
  }

  /** What tasks must know to write to the lake. */
  public LakeTarget target() {
    return new LakeTarget(uri, hashKey(), partitioning());
  }

  /** The columns that a table made by an older version lacks. */
  public List<TableColumn> missingColumns(LakeTable table) {
    List<String> present = snapshot(table).getSchema().fieldNames();
    return table.columns().stream().filter(column -> !present.contains(column.name())).toList();
  }

  /** Looks at all tables again when they are asked for next. */
  public void refresh() {
    tables.values().forEach(DeltaTable::forget);
  }

  /** Whether a run was committed to {@code events} and did not get to the other tables. */
  public boolean isInterrupted() {
    return lastCommit(LakeTable.FILES) < lastCommit(LakeTable.EVENTS);
  }

  /**
   * Brings all tables up to what {@code events} says was committed.
   *
   * @return the number of the run that was committed last; 0 if there is none
   */
  public long finishInterrupted() {
    long number = lastCommit(LakeTable.EVENTS);
    if (lastCommit(LakeTable.FILES) < number) {
      CommitNote note = CommitNote.read(conf, uri, number).orElse(null);
      refresh();
      if (note != null) {
        follow(note.run(), number);
      } else if (lastCommit(LakeTable.FILES) < number) {
        throw new TrailhouseException(
            "The ledger at %s is behind %s, and the note %d that would bring it up is gone; restore"
                    .formatted(pathOf(LakeTable.FILES), pathOf(LakeTable.EVENTS), number)
                + " _trailhouse/commits from a backup, or rebuild the lake");
      }
    }
    if (number != 0) {
      CommitNote.removeUpTo(conf, uri, number);
    }
    return number;
  }

  private void follow(PendingRun run, long number) {
    for (LakeTable follower : FOLLOWERS) {
      List<DataFile> files =
          switch (follower) {
            case QUARANTINE -> run.quarantine();
            case RUNS -> run.runs();
            case FILES -> run.files();
            case EVENTS, PEOPLE, SESSIONS ->
                throw new IllegalStateException(follower + " is no follower");
          };
      long last = lastCommit(follower);
      // The ledger takes the number of a run without files too: it says that the run is complete.
      while (last < number && (!files.isEmpty() || follower == LakeTable.FILES)) {
        requirePresent(files);
        table(follower).append(files, last, number);
        last = lastCommit(follower);
      }
    }
  }

  /** Refuses to name files in a table that a vacuum took before they were named. */
  private void requirePresent(List<DataFile> files) {
    for (DataFile file : files) {
      Path path = new Path(file.path());
      try {
        if (!path.getFileSystem(conf).exists(path)) {
          throw new TrailhouseException(
              ("The last run was interrupted, and %s, which would finish it, is gone; restore it"
                      + " from a backup, or rebuild the lake")
                  .formatted(path));
        }
      } catch (IOException e) {
        throw new TrailhouseException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
      }
    }
  }

  /**
   * Commits a run, unless another one was committed first: then nothing is changed, and the run
   * must look again at what is in the tables.
   *
   * @param after what {@link #finishInterrupted} said before the run looked at the tables
   * @return whether the run was committed
   */
  public boolean commit(PendingRun run, long after) {
    long number = numberAfter(after);
    CommitNote.of(number, run).write(conf, uri);
    return finished(table(LakeTable.EVENTS).append(run.events(), after, number));
  }

  /**
   * Puts files in the place of all that {@code events} has of a day, as a run of its own, unless
   * another one was committed first: then nothing is changed. A run that has looked at the day's
   * events before must look again.
   *
   * @param after what {@link #finishInterrupted} said before the day was read
   * @return whether it was committed
   */
  public boolean replaceDay(LocalDate day, List<DataFile> files, String runId, long after) {
    long number = noted(runId, after);
    return finished(table(LakeTable.EVENTS).replaceDay(day, files, after, number));
  }

  /**
   * Partitions {@code events} anew, as a run of its own, unless somebody else changed it first:
   * then nothing is changed. A run that wrote files for the old partitions must start again.
   *
   * @param groups all files that the table has, each with what takes its place
   * @param after what {@link #finishInterrupted} said before the files were looked at
   * @return whether it was committed
   */
  public boolean repartition(Partitioning to, List<Rearranged> groups, String runId, long after) {
    long number = noted(runId, after);
    return finished(table(LakeTable.EVENTS).repartition(to.columns(), groups, after, number));
  }

  /** Leaves the note of a run that changes no table but {@code events}. */
  private long noted(String runId, long after) {
    long number = numberAfter(after);
    PendingRun run = new PendingRun(runId, List.of(), List.of(), List.of(), List.of());
    CommitNote.of(number, run).write(conf, uri);
    return number;
  }

  private static long numberAfter(long last) {
    long random = ThreadLocalRandom.current().nextLong(1L << RANDOM_BITS);
    return ((sequence(last) + 1) << RANDOM_BITS) | random;
  }

  private boolean finished(boolean committed) {
    refresh();
    if (committed) {
      finishInterrupted();
    }
    return committed;
  }

  /** The place of a commit number in the order of commits. */
  static long sequence(long number) {
    return number >>> RANDOM_BITS;
  }

  /** The files of {@code events} in some partitions, as they are committed now. */
  public List<DataFile> eventFiles(Collection<Map<String, @Nullable String>> partitions) {
    List<DataFile> files = new ArrayList<>();
    table(LakeTable.EVENTS).files(snapshot(LakeTable.EVENTS), partitions, files::add);
    return files;
  }

  /** All files of a table, as they are committed now. */
  public List<DataFile> files(LakeTable table) {
    List<DataFile> files = new ArrayList<>();
    table(table).files(snapshot(table), null, files::add);
    return files;
  }

  /**
   * Puts files of {@code events} in the place of others that hold the same rows. It is safe beside
   * runs: they look at rows, not at files, and the files that are replaced stay until vacuum. What
   * somebody else replaced or removed first is left out.
   *
   * @return what was committed
   */
  public List<Rearranged> rearrangeEvents(List<Rearranged> groups) {
    return table(LakeTable.EVENTS).rearrange(groups);
  }

  /**
   * Takes all days before one out of a table that is partitioned by days of events. The ledger goes
   * on to hold their objects, so that they are not ingested again.
   *
   * @return the files that the table does not have any more; vacuum takes them
   */
  public List<DataFile> removeBefore(LakeTable table, LocalDate day) {
    return has(table) ? table(table).removeBefore(day) : List.of();
  }

  /** The days of event_time that {@code events} has files of, UTC. */
  public NavigableSet<LocalDate> eventDays() {
    NavigableSet<LocalDate> days = new TreeSet<>();
    String column = EventColumn.EVENT_DATE.columnName();
    table(LakeTable.EVENTS)
        .files(
            snapshot(LakeTable.EVENTS),
            null,
            file -> days.add(LocalDate.parse(requireNonNull(file.partition().get(column)))));
    return days;
  }

  /**
   * The files of a table's days, as they are committed now.
   *
   * @param from the first day
   * @param to the day behind the last one
   */
  public List<DataFile> filesOfDays(LakeTable table, LocalDate from, LocalDate to) {
    List<DataFile> files = new ArrayList<>();
    table(table).filesBetween(snapshot(table), from, to, files::add);
    return files;
  }

  /** The files of all days before one, as they are committed now. */
  public List<DataFile> filesBefore(LakeTable table, LocalDate day) {
    List<DataFile> files = new ArrayList<>();
    table(table).filesBefore(snapshot(table), day, files::add);
    return files;
  }

  /**
   * The files of the ledger that may hold objects delivered in a span of time.
   *
   * @param from microseconds since 1970, included
   * @param to microseconds since 1970, included
   */
  public List<DataFile> ledgerFiles(long from, long to) {
    List<DataFile> files = new ArrayList<>();
    table(LakeTable.FILES)
        .files(
            snapshot(LakeTable.FILES),
            null,
            file -> {
              if (file.minTime() <= to && file.maxTime() >= from) {
                files.add(file);
              }
            });
    return files;
  }

  /** Takes away what a run kept beside the tables while it was under way. */
  public void clearAway(String runId) {
    try {
      TaskFiles.remove(conf, new Path(uri), runId);
    } catch (IOException e) {
      LOG.warn("Left behind some files of run {} in {}/_trailhouse: {}", runId, uri, e.toString());
    }
  }

  /** How big the tables are. */
  public List<TableSize> sizes() {
    return Arrays.stream(LakeTable.values()).filter(this::has).map(this::size).toList();
  }

  private TableSize size(LakeTable table) {
    SnapshotImpl snapshot = snapshot(table);
    long[] sums = new long[3];
    Consumer<DataFile> add =
        file -> {
          sums[0]++;
          sums[1] += file.bytes();
          sums[2] += Math.max(file.rows(), 0);
        };
    table(table).files(snapshot, null, add);
    return new TableSize(table, snapshot.getVersion(), sums[0], sums[1], sums[2]);
  }

  private long lastCommit(LakeTable table) {
    return table(table).lastCommit(snapshot(table));
  }

  private SnapshotImpl snapshot(LakeTable table) {
    return table(table)
        .snapshot()
        .orElseThrow(
            () -> new TrailhouseException("The lake at %s has no table %s".formatted(uri, table)));
  }

  private DeltaTable table(LakeTable table) {
    DeltaTable found = tables.get(table);
    if (found == null) {
      throw new IllegalStateException("no table " + table);
    }
    return found;
  }
}
