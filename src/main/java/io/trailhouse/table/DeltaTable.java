package io.trailhouse.table;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.AlwaysTrue;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.TransactionStateRow;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.trailhouse.TrailhouseException;
import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Delta table, through Delta Kernel: created, appended to, replaced by partition, listed. */
final class DeltaTable {

  /** The application id of all of Trailhouse's transactions (Delta protocol, "txn" action). */
  private static final String APPLICATION = "trailhouse";

  private static final Logger LOG = LoggerFactory.getLogger(DeltaTable.class);
  private static final String ENGINE_INFO = "Trailhouse";

  /** How often another writer may be faster. */
  private static final int MOST_ATTEMPTS = 100;

  private final Engine engine;
  private final String path;
  private final TableLayout table;
  private @Nullable SnapshotImpl latest;

  DeltaTable(Configuration conf, String lake, TableLayout table) {
    this.engine = DefaultEngine.create(conf);
    this.path = new Path(new Path(lake), table.directory()).toString();
    this.table = table;
  }

  /** The table as it was when it was looked at last; empty if there is none yet. */
  Optional<SnapshotImpl> snapshot() {
    if (latest == null) {
      latest = load();
    }
    return Optional.ofNullable(latest);
  }

  /** Looks at the table again when it is asked for next. */
  void forget() {
    latest = null;
  }

  private @Nullable SnapshotImpl load() {
    try {
      Snapshot snapshot = TableManager.loadSnapshot(path).build(engine);
      return (SnapshotImpl) snapshot;
    } catch (TableNotFoundException e) {
      return null;
    }
  }

  /** Creates the table if there is none; somebody else may do so at the same time. */
  void createIfMissing(Map<String, String> properties) {
    createIfMissing(properties, table.partitionColumns());
  }

  /** The same, partitioned by other columns than the layout says. */
  void createIfMissing(Map<String, String> properties, List<String> partitionColumns) {
    if (snapshot().isPresent()) {
      return;
    }
    List<Column> partitions = partitionColumns.stream().map(Column::new).toList();
    forget();
    try {
      TransactionCommitResult result =
          TableManager.buildCreateTableTransaction(
                  path, TableSchema.delta(table.columns()), ENGINE_INFO)
              .withTableProperties(properties)
              .withDataLayoutSpec(
                  partitions.isEmpty()
                      ? DataLayoutSpec.noDataLayout()
                      : DataLayoutSpec.partitioned(partitions))
              .withMaxRetries(0)
              .build(engine)
              .commit(engine, CloseableIterable.emptyIterable());
      latest = (SnapshotImpl) result.getPostCommitSnapshot().orElse(null);
    } catch (KernelException e) {
      if (snapshot().isEmpty()) {
        throw new TrailhouseException("Cannot create %s: %s".formatted(path, e.getMessage()), e);
      }
      LOG.debug("Somebody else created {}", path, e);
    }
  }

  /** A property of the table; null if it has none of this name. */
  @Nullable String property(SnapshotImpl snapshot, String name) {
    return snapshot.getMetadata().getConfiguration().get(name);
  }

  /** The number of the last run that was committed to the table; 0 if there is none. */
  long lastCommit(SnapshotImpl snapshot) {
    return snapshot.getLatestTransactionVersion(engine, APPLICATION).orElse(0L);
  }

  /**
   * Appends files that are already written, unless the table has moved on to another run.
   *
   * @param after the number that the last run must have for the files to be appended
   * @param number this run's number, greater than {@code after}
   * @return false, with nothing appended, if another run was committed first
   */
  boolean append(List<DataFile> files, long after, long number) {
    return commitRun(
        snapshot -> new Changes(Optional.empty(), List.of(), files, true), after, number);
  }

  /**
   * Puts files that are already written in the place of all that the table has of a day, unless the
   * table has moved on to another run.
   *
   * @param after the number that the last run must have
   * @param number this run's number, greater than {@code after}
   * @return false, with nothing changed, if another run was committed first
   */
  boolean replaceDay(LocalDate day, List<DataFile> files, long after, long number) {
    return commitRun(
        snapshot -> {
          List<AddFile> present = new ArrayList<>();
          forEachFile(
              snapshot,
              between(day, day.plusDays(1)),
              null,
              (scanFile, partition) -> present.add(addFile(scanFile)));
          return new Changes(Optional.empty(), present, files, true);
        },
        after,
        number);
  }

  /**
   * Partitions the table by other columns, and puts files that hold the same rows in the place of
   * all it has, unless the table has moved on to another run, or has other files by now.
   *
   * @param after the number that the last run must have
   * @param number this run's number, greater than {@code after}
   * @return false, with nothing changed, if somebody else changed the table first
   */
  boolean repartition(
      List<String> partitionColumns, List<Rearranged> groups, long after, long number) {
    Set<String> from =
        groups.stream()
            .flatMap(group -> group.from().stream())
            .map(DataFile::path)
            .collect(Collectors.toSet());
    List<DataFile> to = groups.stream().flatMap(group -> group.to().stream()).toList();
    return commitRun(
        snapshot -> {
          Map<String, AddFile> present = present(snapshot, null);
          return present.keySet().equals(from)
              ? new Changes(
                  Optional.of(partitionedBy(snapshot.getMetadata(), partitionColumns)),
                  present.values(),
                  to,
                  false)
              : null;
        },
        after,
        number);
  }

  private static Metadata partitionedBy(Metadata metadata, List<String> columns) {
    return new Metadata(
        metadata.getId(),
        metadata.getName(),
        metadata.getDescription(),
        metadata.getFormat(),
        metadata.getSchemaString(),
        metadata.getSchema(),
        VectorUtils.buildArrayValue(columns, StringType.STRING),
        metadata.getCreatedTime(),
        metadata.getConfigurationMapValue());
  }

  /**
   * What a commit changes.
   *
   * @param metadata the table's new metadata, if it is to have other
   * @param isDataChange whether the rows are other ones afterwards
   */
  private record Changes(
      Optional<Metadata> metadata,
      Collection<AddFile> removals,
      List<DataFile> additions,
      boolean isDataChange) {}

  /**
   * What is to be done to a snapshot.
   *
   * @param answer what the table answers once it is done
   * @param changes what is to be changed; null for nothing
   * @param isCommitted tells from a later snapshot whether it was done
   */
  private record Attempt<T>(
      T answer, @Nullable Changes changes, Predicate<SnapshotImpl> isCommitted) {

    static <T> Attempt<T> nothing(T answer) {
      return new Attempt<>(answer, null, now -> true);
    }
  }

  /**
   * Commits what is to be done to the table as it is; looks at it again when others are faster.
   *
   * @param run the number of the run that the commit is; none for what is no run
   */
  private <T> T commit(OptionalLong run, Function<SnapshotImpl, Attempt<T>> look) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      SnapshotImpl snapshot = requireTable();
      Attempt<T> wanted = look.apply(snapshot);
      Changes changes = wanted.changes();
      if (changes == null) {
        return wanted.answer();
      }
      Transaction transaction = transaction(snapshot, changes.metadata(), run);
      List<Row> actions = new ArrayList<>(removals(changes.removals(), changes.isDataChange()));
      actions.addAll(additions(transaction, changes.additions(), changes.isDataChange()));
      if (tryCommit(transaction, actions, wanted.isCommitted())) {
        return wanted.answer();
      }
    }
    throw new TrailhouseException(
        "Cannot commit to %s: other writers were faster %d times; run it again"
            .formatted(path, MOST_ATTEMPTS));
  }

  /**
   * Commits a run, unless another one came first.
   *
   * @param changesIn what is to be changed in a snapshot; null if the run must look again
   */
  private boolean commitRun(
      Function<SnapshotImpl, @Nullable Changes> changesIn, long after, long number) {
    forget();
    return commit(
        OptionalLong.of(number),
        snapshot -> {
          long last = lastCommit(snapshot);
          if (last != after) {
            // It is this run's number if an attempt got through whose answer did not.
            return Attempt.nothing(last == number);
          }
          Changes changes = changesIn.apply(snapshot);
          return changes == null
              ? Attempt.nothing(false)
              : new Attempt<>(true, changes, now -> lastCommit(now) == number);
        });
  }

  private Transaction transaction(
      SnapshotImpl snapshot, Optional<Metadata> metadata, OptionalLong run) {
    if (metadata.isEmpty()) {
      UpdateTableTransactionBuilder transaction =
          snapshot.buildUpdateTableTransaction(ENGINE_INFO, Operation.WRITE).withMaxRetries(0);
      return (run.isEmpty()
              ? transaction
              : transaction.withTransactionId(APPLICATION, run.getAsLong()))
          .build(engine);
    }
    // The builder lets nobody change the partition columns of a table that keeps its history.
    return new TransactionImpl(
        false,
        snapshot.getDataPath(),
        Optional.of(snapshot),
        ENGINE_INFO,
        Operation.WRITE,
        Optional.empty(),
        metadata,
        snapshot.getCommitter(),
        Optional.of(new SetTransaction(APPLICATION, run.getAsLong(), Optional.of(now()))),
        Optional.empty(),
        Optional.of(0),
        0,
        DeltaTable::now);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /**
   * Puts files that are already written in the place of those that a partition has, whoever wrote
   * these, all at once. A partition that is to be empty and is so already is left alone.
   */
  void replace(Map<String, @Nullable String> partition, List<DataFile> files) {
    Set<String> paths = files.stream().map(DataFile::path).collect(Collectors.toSet());
    Predicate<SnapshotImpl> isReplaced =
        now -> present(now, Set.of(partition)).keySet().equals(paths);
    boolean unused =
        commit(
            OptionalLong.empty(),
            snapshot -> {
              Map<String, AddFile> present = present(snapshot, Set.of(partition));
              return present.keySet().equals(paths)
                  ? Attempt.nothing(true)
                  : new Attempt<>(
                      true,
                      new Changes(Optional.empty(), present.values(), files, true),
                      isReplaced);
            });
  }

  /**
   * Puts files in the place of others that hold the same rows, all at once; what is in the place of
   * files that the table does not have any more is left out.
   *
   * @return what was committed
   */
  List<Rearranged> rearrange(List<Rearranged> groups) {
    Set<Map<String, @Nullable String>> partitions =
        groups.stream()
            .flatMap(group -> group.from().stream())
            .map(DataFile::partition)
            .collect(Collectors.toSet());
    return commit(
        OptionalLong.empty(),
        snapshot -> {
          Map<String, AddFile> present = present(snapshot, partitions);
          List<Rearranged> possible =
              groups.stream().filter(group -> hasAll(present, group.from())).toList();
          if (possible.isEmpty()) {
            return Attempt.nothing(possible);
          }
          List<AddFile> removals =
              possible.stream()
                  .flatMap(group -> group.from().stream())
                  .map(file -> Objects.requireNonNull(present.get(file.path())))
                  .toList();
          List<DataFile> additions =
              possible.stream().flatMap(group -> group.to().stream()).toList();
          return new Attempt<>(
              possible,
              new Changes(Optional.empty(), removals, additions, false),
              now -> hasAll(present(now, partitions), additions));
        });
  }

  private static boolean hasAll(Map<String, AddFile> present, List<DataFile> files) {
    return files.stream().allMatch(file -> present.containsKey(file.path()));
  }

  /**
   * Takes the files of all days before one out of the table; they stay on the disk until vacuum.
   *
   * @return what was taken out
   */
  List<DataFile> removeBefore(LocalDate day) {
    return commit(
        OptionalLong.empty(),
        snapshot -> {
          List<DataFile> removed = new ArrayList<>();
          List<AddFile> removals = new ArrayList<>();
          forEachFile(
              snapshot,
              before(day),
              null,
              (scanFile, partition) -> {
                removed.add(dataFile(scanFile, partition));
                removals.add(addFile(scanFile));
              });
          if (removed.isEmpty()) {
            return Attempt.nothing(removed);
          }
          Set<String> paths = removed.stream().map(DataFile::path).collect(Collectors.toSet());
          return new Attempt<>(
              removed,
              new Changes(Optional.empty(), removals, List.of(), true),
              now -> Collections.disjoint(present(now, null).keySet(), paths));
        });
  }

  /** The files of some partitions, all if null, by their full paths. */
  private Map<String, AddFile> present(
      SnapshotImpl snapshot, @Nullable Collection<Map<String, @Nullable String>> partitions) {
    Map<String, AddFile> present = new HashMap<>();
    forEachFile(
        snapshot,
        AlwaysTrue.ALWAYS_TRUE,
        partitions,
        (scanFile, values) ->
            present.put(
                InternalScanFileUtils.getAddFileStatus(scanFile).getPath(), addFile(scanFile)));
    return present;
  }

  private static AddFile addFile(Row scanFile) {
    return new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
  }

  private static List<Row> removals(Collection<AddFile> files, boolean isDataChange) {
    return files.stream()
        .map(file -> file.toRemoveFileRow(isDataChange, Optional.empty()))
        .map(SingleAction::createRemoveFileSingleAction)
        .toList();
  }

  private SnapshotImpl requireTable() {
    return snapshot().orElseThrow(() -> new TrailhouseException("There is no table at " + path));
  }

  /**
   * Commits on top of the version of the table that the transaction was built from, or not at all.
   * Kernel's own retries would let a run pass over another one that has a smaller number, and would
   * not look again at what a commit depends on.
   *
   * @param isCommitted tells whether a commit got through whose answer did not
   * @return false if another commit came first
   */
  private boolean tryCommit(
      Transaction transaction, List<Row> actions, Predicate<SnapshotImpl> isCommitted) {
    TransactionCommitResult result;
    try {
      result = transaction.commit(engine, CloseableIterable.inMemoryIterable(iterate(actions)));
    } catch (MaxCommitRetryLimitReachedException e) {
      if (e.getCause() instanceof CommitFailedException failure && failure.isConflict()) {
        LOG.debug("Another commit to {} came first", path, e);
        return false;
      }
      return requireCommitted(isCommitted, e);
    } catch (ConcurrentWriteException e) {
      LOG.debug("Another commit to {} came first", path, e);
      return false;
    } finally {
      forget();
    }
    runHooks(result);
    return true;
  }

  private boolean requireCommitted(
      Predicate<SnapshotImpl> isCommitted, MaxCommitRetryLimitReachedException failure) {
    forget();
    if (snapshot().filter(isCommitted).isEmpty()) {
      Throwable cause = failure.getCause();
      throw new TrailhouseException(
          "Cannot commit to %s: %s".formatted(path, (cause == null ? failure : cause).getMessage()),
          failure);
    }
    return true;
  }

  /**
   * The files as actions. {@link Transaction#generateAppendActions} parses the table's schema three
   * times for each partition, so it is not used; what it checks is checked for the first one.
   */
  private List<Row> additions(Transaction transaction, List<DataFile> files, boolean isDataChange) {
    Row state = transaction.getTransactionState(engine);
    if (!files.isEmpty()) {
      Transaction.getWriteContext(engine, state, literals(files.get(0).partition()));
    }
    StructType schema = TransactionStateRow.getPhysicalSchema(state);
    URI root = new Path(TransactionStateRow.getTablePath(state)).toUri();
    return files.stream()
        .map(
            file ->
                AddFile.convertDataFileStatus(
                    schema,
                    root,
                    status(file),
                    literals(file.partition()),
                    isDataChange,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .map(file -> SingleAction.createAddFileSingleAction(file.toRow()))
        .toList();
  }

  private Map<String, Literal> literals(Map<String, @Nullable String> partition) {
    Map<String, Literal> literals = new HashMap<>();
    for (TableColumn column : table.columns()) {
      if (partition.containsKey(column.name())) {
        literals.put(column.name(), literal(column.type(), partition.get(column.name())));
      }
    }
    return literals;
  }

  private static Literal literal(ColumnType type, @Nullable String value) {
    if (value == null) {
      return Literal.ofNull(TableSchema.deltaType(type));
    }
    return type == ColumnType.DATE
        ? Literal.ofDate((int) LocalDate.parse(value).toEpochDay())
        : Literal.ofString(value);
  }

  private DataFileStatus status(DataFile file) {
    Map<Column, Literal> min = new HashMap<>();
    Map<Column, Literal> max = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    String timeColumn = table.timeColumn();
    if (timeColumn != null && file.minTime() != Long.MIN_VALUE) {
      Column time = new Column(timeColumn);
      min.put(time, Literal.ofTimestamp(file.minTime()));
      max.put(time, Literal.ofTimestamp(file.maxTime()));
      nulls.put(time, 0L);
    }
    return new DataFileStatus(
        file.path(),
        file.bytes(),
        file.modifiedAt(),
        Optional.of(new DataFileStatistics(file.rows(), min, max, nulls, Optional.empty())));
  }

  /** Checkpoints are due every so many commits; without them the log would only grow. */
  private void runHooks(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine);
      } catch (CheckpointAlreadyExistsException e) {
        LOG.debug("Somebody else wrote the checkpoint of {}", path, e);
      } catch (IOException | KernelEngineException e) {
        LOG.warn("The commit to {} is done, but not the upkeep of its log: {}", path, e.toString());
      }
    }
  }

  /**
   * Passes on the table's files of some partitions.
   *
   * @param wanted the partitions' values; null for all
   */
  void files(
      SnapshotImpl snapshot,
      @Nullable Collection<Map<String, @Nullable String>> wanted,
      Consumer<DataFile> consumer) {
    forEachFile(
        snapshot,
        AlwaysTrue.ALWAYS_TRUE,
        wanted,
        (scanFile, partition) -> consumer.accept(dataFile(scanFile, partition)));
  }

  /** Passes on the table's files of some days. */
  void filesBetween(
      SnapshotImpl snapshot, LocalDate from, LocalDate to, Consumer<DataFile> consumer) {
    forEachFile(
        snapshot,
        between(from, to),
        null,
        (scanFile, partition) -> consumer.accept(dataFile(scanFile, partition)));
  }

  /** Passes on the table's files of all days before one. */
  void filesBefore(SnapshotImpl snapshot, LocalDate day, Consumer<DataFile> consumer) {
    forEachFile(
        snapshot,
        before(day),
        null,
        (scanFile, partition) -> consumer.accept(dataFile(scanFile, partition)));
  }

  private static And between(LocalDate from, LocalDate to) {
    return new And(of(">=", from), before(to));
  }

  private static io.delta.kernel.expressions.Predicate before(LocalDate day) {
    return of("<", day);
  }

  private static io.delta.kernel.expressions.Predicate of(String comparison, LocalDate day) {
    return new io.delta.kernel.expressions.Predicate(
        comparison,
        new Column(EventColumn.EVENT_DATE.columnName()),
        Literal.ofDate((int) day.toEpochDay()));
  }

  private void forEachFile(
      SnapshotImpl snapshot,
      io.delta.kernel.expressions.Predicate filter,
      @Nullable Collection<Map<String, @Nullable String>> wanted,
      BiConsumer<Row, Map<String, @Nullable String>> consumer) {
    List<String> columns = snapshot.getPartitionColumnNames();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().withFilter(filter).build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            requireAllRows(row);
            Map<String, @Nullable String> partition = partition(row, columns);
            if (wanted == null || wanted.contains(partition)) {
              consumer.accept(row, partition);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new TrailhouseException("Cannot read the log of %s: %s".formatted(path, e), e);
    }
  }

  /** Files are read here as they are: rows that a deletion vector takes out would come back. */
  private void requireAllRows(Row scanFile) {
    if (addFile(scanFile).getDeletionVector().isPresent()) {
      throw new TrailhouseException(
          ("Files of %s have deletion vectors, which Trailhouse does not read; turn them off and"
                  + " purge them in Spark: ALTER TABLE delta.`%s` SET TBLPROPERTIES"
                  + " ('delta.enableDeletionVectors' = false), then REORG TABLE delta.`%s` APPLY"
                  + " (PURGE)")
              .formatted(path, path, path));
    }
  }

  private static Map<String, @Nullable String> partition(Row scanFile, List<String> columns) {
    Map<String, String> found = InternalScanFileUtils.getPartitionValues(scanFile);
    Map<String, @Nullable String> partition = new LinkedHashMap<>();
    for (String column : columns) {
      String value = found.get(column);
      partition.put(column, value == null || value.isEmpty() ? null : value);
    }
    return Collections.unmodifiableMap(partition);
  }

  private DataFile dataFile(Row scanFile, Map<String, @Nullable String> partition) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(scanFile);
    Row add = scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    int statsOrdinal = InternalScanFileUtils.ADD_FILE_STATS_ORDINAL;
    String stats = add.isNullAt(statsOrdinal) ? null : add.getString(statsOrdinal);
    return FileStats.of(stats, table.timeColumn())
        .dataFile(status.getPath(), partition, status.getSize(), status.getModificationTime());
  }

  private static <T> CloseableIterator<T> iterate(List<T> list) {
    return io.delta.kernel.internal.util.Utils.toCloseableIterator(list.iterator());
  }
}
