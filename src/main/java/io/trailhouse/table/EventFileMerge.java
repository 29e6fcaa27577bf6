package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of several files of one partition as one file, or as several if they are too
 * many for one, in the order of caller and event time over all of them: what one caller did stands
 * together, so that who asks for one caller reads few files and row groups.
 */
public final class EventFileMerge {

  private static final String CALLER = EventColumn.CALLER.columnName();
  private static final String TIME = EventColumn.EVENT_TIME.columnName();
  private static final String BYTES = EventColumn.RECORD_BYTES.columnName();

  private final Configuration conf;
  private final List<DataFile> files;

  private EventFileMerge(Configuration conf, List<DataFile> files) {
    this.conf = conf;
    this.files = files;
  }

  /**
   * Writes one of the files that events of a partition become.
   *
   * @param files what is to be merged, of one partition
   * @param part the place of the file in the order, from 0
   * @param parts how many files there will be, of about the same size
   * @return the file, which no table knows; null if so many files are not needed
   */
  public static @Nullable DataFile write(
      Configuration conf, List<DataFile> files, int part, int parts) throws IOException {
    return new EventFileMerge(conf, files).write(part, parts);
  }

  private @Nullable DataFile write(int part, int parts) throws IOException {
    Order order = order(part, parts);
    if (order.rows.length == 0) {
      return null;
    }
    DataFile first = files.get(0);
    Path path = TaskFiles.merged(first);
    try (ParquetOutput output = ParquetOutput.create(conf, path, EventBuffer.LAYOUT);
        Sources sources = new Sources()) {
      ParquetOutput.RowGroup group = output.startRowGroup(order.rows.length);
      for (EventColumn column : EventBuffer.FILE_COLUMNS) {
        group.write(leaves -> sources.fill(column.columnName(), order, leaves));
      }
      group.end();
      long bytes = output.end();
      return new DataFile(
          path.toString(),
          first.partition(),
          bytes,
          System.currentTimeMillis(),
          order.rows.length,
          order.minTime,
          order.maxTime);
    }
  }

  /** The rows of one of the new files. */
  private static final class Order {

    /** Where they stand in all files one behind the other, in their order. */
    private final int[] rows;

    /** The same as a set. */
    private final BitSet wanted = new BitSet();

    /** Rows of all files. */
    private final int total;

    private final long minTime;
    private final long maxTime;

    private Order(int[] rows, long[] times) {
      this.rows = rows;
      this.total = times.length;
      Arrays.stream(rows).forEach(wanted::set);
      this.minTime = Arrays.stream(rows).mapToLong(row -> times[row]).min().orElse(0);
      this.maxTime = Arrays.stream(rows).mapToLong(row -> times[row]).max().orElse(0);
    }
  }

  private Order order(int part, int parts) throws IOException {
    Keys keys = new Keys();
    for (DataFile file : files) {
      try (EventFileReader reader =
          EventFileReader.open(conf, file.path(), Set.of(CALLER, TIME, BYTES))) {
        for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
          keys.add(reader, rows);
        }
      }
    }
    return keys.part(part, parts);
  }

  /** What rows are put in order by, and how big they are. */
  private static final class Keys {
    private final Map<Binary, Integer> callers = new HashMap<>();
    private int[] caller = new int[1 << 10];
    private long[] time = new long[1 << 10];
    private long[] bytes = new long[1 << 10];
    private int rows;

    void add(EventFileReader reader, int more) {
      if (rows + more > time.length) {
        int capacity = Math.max(rows + more, time.length * 2);
        caller = Arrays.copyOf(caller, capacity);
        time = Arrays.copyOf(time, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
      }
      ColumnReader callers = reader.column(CALLER);
      EventTimes times = new EventTimes(reader.column(TIME));
      ColumnReader sizes = reader.column(BYTES);
      for (int row = rows; row < rows + more; row++) {
        caller[row] = caller(callers);
        time[row] = times.next();
        bytes[row] = number(sizes);
      }
      rows += more;
    }

    private int caller(@Nullable ColumnReader column) {
      Binary value = column != null && isFilled(column) ? column.getBinary() : Binary.EMPTY;
      Integer known = callers.get(value);
      if (column != null) {
        column.consume();
      }
      if (known == null) {
        known = callers.size();
        callers.put(value.copy(), known);
      }
      return known;
    }

    private static long number(@Nullable ColumnReader column) {
      if (column == null) {
        return 0;
      }
      long number = isFilled(column) ? column.getInteger() : 0;
      column.consume();
      return number;
    }

    /** The rows of a part: all parts have about the same number of bytes. */
    Order part(int part, int parts) {
      int[] sorted = sorted();
      long total = 0;
      for (int row = 0; row < rows; row++) {
        total += bytes[row] + 1;
      }
      long from = total / parts * part;
      long to = part == parts - 1 ? Long.MAX_VALUE : total / parts * (part + 1);
      long before = 0;
      int start = 0;
      for (; start < rows && before < from; start++) {
        before += bytes[sorted[start]] + 1;
      }
      int end = start;
      for (; end < rows && before < to; end++) {
        before += bytes[sorted[end]] + 1;
      }
      return new Order(Arrays.copyOfRange(sorted, start, end), Arrays.copyOf(time, rows));
    }

    private int[] sorted() {
      int[] rank = new int[callers.size()];
      List<Map.Entry<Binary, Integer>> inOrder = new ArrayList<>(callers.entrySet());
      inOrder.sort(Map.Entry.comparingByKey());
      for (int i = 0; i < inOrder.size(); i++) {
        rank[inOrder.get(i).getValue()] = i;
      }
      return IntStream.range(0, rows)
          .boxed()
          .sorted(
              Comparator.comparingInt((Integer row) -> rank[caller[row]])
                  .thenComparingLong(row -> time[row])
                  .thenComparingInt(row -> row))
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }

  private static boolean isFilled(ColumnReader column) {
    return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
  }

  /** The files to be merged, with all their pages. */
  private final class Sources implements Closeable {
    private final List<EventFileReader> readers = new ArrayList<>();
    private final List<EventFileReader.RowGroup> rowGroups = new ArrayList<>();

    private Sources() throws IOException {
      for (DataFile file : files) {
        EventFileReader reader = EventFileReader.open(conf, file.path(), null);
        readers.add(reader);
        rowGroups.addAll(reader.remainingRowGroups());
      }
    }

    /** Fills the leaves of a field with its values in the rows' order. */
    private void fill(String field, Order order, LeafValues[] leaves) {
      List<Gathered> gathered = new ArrayList<>();
      for (int i = 0; i < leaves.length; i++) {
        gathered.add(new Gathered(order.total));
      }
      for (EventFileReader.RowGroup group : rowGroups) {
        List<ColumnReader> columns = group.leaves(field);
        for (int i = 0; i < leaves.length; i++) {
          gathered
              .get(i)
              .add(columns.isEmpty() ? null : columns.get(i), group.rows(), order.wanted);
        }
      }
      for (int i = 0; i < leaves.length; i++) {
        gathered.get(i).fill(leaves[i], order.rows);
      }
    }

    @Override
    public void close() throws IOException {
      for (EventFileReader reader : readers) {
        reader.close();
      }
    }
  }

  /** The wanted rows' values of a leaf column, in the order of the files. */
  private static final class Gathered {
    private final LeafValues values = new LeafValues();
    private final int[] firstSlots;
    private final int[] firstValues;
    private int definitionOfValues;
    private int rows;

    private Gathered(int total) {
      firstSlots = new int[total + 1];
      firstValues = new int[total + 1];
      values.startCopies();
    }

    private void add(@Nullable ColumnReader column, int more, BitSet wanted) {
      if (column != null) {
        definitionOfValues = column.getDescriptor().getMaxDefinitionLevel();
      }
      for (int i = 0; i < more; i++) {
        if (column != null) {
          EventFileCopy.copyRow(column, values, wanted.get(rows));
        } else if (wanted.get(rows)) {
          values.addNull(0, 0);
        }
        rows++;
        firstSlots[rows] = values.slots;
        firstValues[rows] = values.values;
      }
    }

    private void fill(LeafValues leaf, int[] order) {
      leaf.startSlicesOf(values.source);
      for (int row : order) {
        int value = firstValues[row];
        for (int slot = firstSlots[row]; slot < firstSlots[row + 1]; slot++) {
          int repetition = values.repetitions[slot];
          int definition = values.definitions[slot];
          if (value < firstValues[row + 1] && definition == definitionOfValues) {
            leaf.addSlice(values.starts[value], values.lengths[value], repetition, definition);
            value++;
          } else {
            leaf.addNull(repetition, definition);
          }
        }
      }
    }
  }
}
