package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Finds events of one partition that were delivered to several tasks, or are in the table already,
 * and writes the files that hold them again without them. Reads hashes, never whole rows, but for
 * the files that must be written again.
 */
public final class LateDuplicates {

  /**
   * What is left of a partition's new files.
   *
   * @param files the files to commit
   * @param duplicates how many rows of each trail object were dropped
   * @param conflicting by how many rows the task that wrote them miscounted those of each trail
   *     object that share id, time and name with an earlier row, but not the content: it did not
   *     see the other files, and it counted rows that are dropped now
   */
  public record Result(
      List<DataFile> files, Map<String, Long> duplicates, Map<String, Long> conflicting)
      implements Serializable {}

  /**
   * Rows whose hashes are held in memory at once; more of them are looked at in several passes, by
   * content, so that conflicts between passes are not counted.
   */
  private static final long ROWS_IN_MEMORY = 4_000_000;

  /** The place of all files that are in the table; fresh ones have places from 0. */
  private static final int COMMITTED = Integer.MAX_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final BitSet NONE = new BitSet();
  private static final String HASH = EventColumn.CONTENT_HASH.columnName();
  private static final String ID = EventColumn.EVENT_ID.columnName();
  private static final String TIME = EventColumn.EVENT_TIME.columnName();
  private static final String NAME = EventColumn.EVENT_NAME.columnName();
  private static final String SOURCE_FILE = EventColumn.SOURCE_FILE.columnName();

  private final Configuration conf;
  private final TaskFileReader taskFiles;
  private final List<DataFile> files;
  private final List<HeldEvents> held;
  private final List<DataFile> committed;
  private final long rows;
  private final Map<DataFile, BitSet> duplicateRows = new HashMap<>();
  private final Map<DataFile, BitSet> moreConflictingRows = new HashMap<>();
  private final Map<DataFile, BitSet> lessConflictingRows = new HashMap<>();
  private final Map<String, Long> duplicates = new HashMap<>();
  private final Map<String, Long> conflicting = new HashMap<>();

  private LateDuplicates(Configuration conf, TaskFileReader taskFiles, Partition partition) {
    FreshEvents fresh = partition.fresh();
    this.conf = conf;
    this.rows = partition.rows();
    this.taskFiles = taskFiles;
    // The largest first: what is twice is dropped from small files, which are cheap to copy, and
    // from what is held back, which costs nothing.
    this.files =
        fresh.files().stream()
            .sorted(
                Comparator.comparingLong(DataFile::rows).reversed().thenComparing(DataFile::path))
            .toList();
    this.held =
        fresh.held().stream()
            .sorted(
                Comparator.comparingLong((HeldEvents part) -> part.file().rows())
                    .reversed()
                    .thenComparing(part -> part.file().path()))
            .toList();
    this.committed = partition.committed();
  }

  /**
   * The events of one partition that may be twice.
   *
   * @param fresh events that no commit names yet
   * @param committed files in the table that may hold some of them
   */
  public record Partition(FreshEvents fresh, List<DataFile> committed) implements Serializable {

    /** How many rows must be looked at, as far as the log tells. */
    public long rows() {
      return Stream.of(
              fresh.files().stream(),
              fresh.held().stream().map(HeldEvents::file),
              committed.stream())
          .flatMap(files -> files)
          .mapToLong(file -> Math.max(file.rows(), 0))
          .sum();
    }
  }

  /** Drops what is twice in some partitions, and makes a file of what was held back in each. */
  public static List<Result> drop(
      Configuration conf, Iterator<Partition> partitions, Runnable afterEach) throws IOException {
    List<Result> results = new ArrayList<>();
    try (TaskFileReader taskFiles = new TaskFileReader(conf)) {
      while (partitions.hasNext()) {
        Partition partition = partitions.next();
        results.add(new LateDuplicates(conf, taskFiles, partition).execute());
        afterEach.run();
      }
    }
    return results;
  }

  private Result execute() throws IOException {
    List<DataFile> fresh = new ArrayList<>(files);
    held.forEach(part -> fresh.add(part.file()));
    boolean isAlone = fresh.size() == 1 && committed.isEmpty();
    int passes = isAlone ? 0 : Math.toIntExact(rows / ROWS_IN_MEMORY + 1);
    for (int pass = 0; pass < passes; pass++) {
      SeenEvents seen = new SeenEvents();
      for (DataFile file : committed) {
        look(file, COMMITTED, seen, pass, passes);
      }
      for (int i = 0; i < fresh.size(); i++) {
        long[] hashes = HashFile.read(taskFiles, fresh.get(i));
        if (hashes == null) {
          look(fresh.get(i), i, seen, pass, passes);
        } else {
          look(fresh.get(i), hashes, i, seen, pass, passes);
        }
      }
    }
    List<DataFile> left = new ArrayList<>();
    for (DataFile file : files) {
      BitSet drop = duplicateRows.get(file);
      DataFile kept = drop == null ? file : EventFileCopy.without(conf, file, drop);
      if (kept != null) {
        left.add(kept);
      }
    }
    DataFile written = writeHeld();
    if (written != null) {
      left.add(written);
    }
    for (DataFile file : files) {
      if (duplicateRows.containsKey(file) || moreConflictingRows.containsKey(file)) {
        count(file, sourceFiles(file)::get);
      }
    }
    return new Result(left, duplicates, conflicting);
  }

  /** Writes what was held back and is new as one file; null if there is none. */
  private @Nullable DataFile writeHeld() throws IOException {
    if (held.isEmpty()) {
      return null;
    }
    try (EventFile file = EventFile.inPlaceOf(conf, held.get(0).file())) {
      for (HeldEvents part : held) {
        EventBuffer events = part.read(taskFiles);
        count(part.file(), events::sourceFile);
        BitSet drop = duplicateRows.getOrDefault(part.file(), NONE);
        for (int row = drop.nextClearBit(0);
            row < events.rows();
            row = drop.nextClearBit(row + 1)) {
          file.add(events, row);
        }
      }
      return file.finish();
    }
  }

  /** Looks at a fresh file's rows by the hashes that its task kept. */
  private void look(
      DataFile file, long[] hashes, int place, SeenEvents seen, int pass, int passes) {
    for (int row = 0; row < file.rows(); row++) {
      int at = row * HashFile.WIDTH;
      if (Long.remainderUnsigned(hashes[at], passes) == pass) {
        look(file, row, hashes[at], hashes[at + 1], hashes[at + 2], place, seen);
      }
    }
  }

  private void look(
      DataFile file, int row, long high, long low, long identity, int place, SeenEvents seen) {
    boolean isNew = seen.seeContent(high, low);
    int before = seen.seeIdentity(identity, place);
    if (place != COMMITTED) {
      note(file, row, isNew, before, place);
    }
  }

  /**
   * Looks at a file's rows.
   *
   * @param place {@link #COMMITTED}, or the file's place among the fresh ones
   */
  private void look(DataFile file, int place, SeenEvents seen, int pass, int passes)
      throws IOException {
    try (ParquetInput reader = ParquetInput.open(conf, file.path(), Set.of(HASH, ID, TIME, NAME))) {
      int firstRow = 0;
      for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
        Values hashes = new Values(reader.column(HASH));
        Values ids = new Values(reader.column(ID));
        Values names = new Values(reader.column(NAME));
        EventTimes times = new EventTimes(reader.column(TIME));
        for (int row = firstRow; row < firstRow + rows; row++) {
          Binary hash = hashes.next();
          long identity = SeenEvents.identity(ids.next(), times.next(), names.next());
          if (hash != null) {
            byte[] bytes = hash.getBytesUnsafe();
            long high = (long) LONG.get(bytes, 0);
            long low = (long) LONG.get(bytes, 8);
            if (Long.remainderUnsigned(high, passes) == pass) {
              look(file, row, high, low, identity, place, seen);
            }
          }
        }
        firstRow += rows;
      }
    }
  }

  /** A file's second row of an identity was counted as conflicting by the task that wrote it. */
  private void note(DataFile file, int row, boolean isNew, int identityBefore, int place) {
    if (!isNew) {
      set(duplicateRows, file, row);
      if (identityBefore == place) {
        set(lessConflictingRows, file, row);
      }
    } else if (identityBefore != SeenEvents.NOWHERE && identityBefore != place) {
      set(moreConflictingRows, file, row);
    }
  }

  private static void set(Map<DataFile, BitSet> rows, DataFile file, int row) {
    rows.computeIfAbsent(file, key -> new BitSet()).set(row);
  }

  /** Counts the rows of a file that were noted, by the objects that they were read from. */
  private void count(DataFile file, IntFunction<String> sourceFile) {
    count(duplicateRows.get(file), sourceFile, 1, duplicates);
    count(moreConflictingRows.get(file), sourceFile, 1, conflicting);
    count(lessConflictingRows.get(file), sourceFile, -1, conflicting);
  }

  private static void count(
      @Nullable BitSet rows, IntFunction<String> sourceFile, long each, Map<String, Long> counts) {
    if (rows != null) {
      rows.stream().forEach(row -> counts.merge(sourceFile.apply(row), each, Long::sum));
    }
  }

  /** The object that each row of a file was read from. */
  private List<String> sourceFiles(DataFile file) throws IOException {
    List<String> sourceFiles = new ArrayList<>();
    Binary last = null;
    String lastText = "";
    try (ParquetInput reader = ParquetInput.open(conf, file.path(), Set.of(SOURCE_FILE))) {
      for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
        Values sources = new Values(reader.column(SOURCE_FILE));
        for (int row = 0; row < rows; row++) {
          Binary source = sources.next();
          if (source != null && !source.equals(last)) {
            last = source;
            lastText = new String(source.getBytes(), UTF_8);
          }
          sourceFiles.add(lastText);
        }
      }
    }
    return sourceFiles;
  }

  /** The values of an optional binary column, row by row. */
  private static final class Values {
    private final @Nullable ColumnReader reader;

    private Values(@Nullable ColumnReader reader) {
      this.reader = reader;
    }

    private @Nullable Binary next() {
      if (reader == null) {
        return null;
      }
      Binary value = reader.getCurrentDefinitionLevel() == 1 ? reader.getBinary() : null;
      reader.consume();
      return value;
    }
  }
}
