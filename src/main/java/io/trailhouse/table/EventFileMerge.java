package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of several files of one day and region as one file for each partition, or as
 * several if they are too many for one. In a partition they stand in the order of caller and event
 * time: what one caller did stands together, so that who asks for one caller reads few files and
 * row groups.
 */
public final class EventFileMerge {

  private static final Set<String> KNOWN =
      Arrays.stream(EventColumn.values())
          .map(EventColumn::columnName)
          .collect(Collectors.toUnmodifiableSet());

  private static final String CALLER = EventColumn.CALLER.columnName();
  private static final String TIME = EventColumn.EVENT_TIME.columnName();
  private static final String BYTES = EventColumn.RECORD_BYTES.columnName();
  private static final String SOURCE = EventColumn.EVENT_SOURCE.columnName();

  private final Configuration conf;
  private final List<DataFile> files;
  private final Partitioning to;

  private EventFileMerge(Configuration conf, List<DataFile> files, Partitioning to) {
    this.conf = conf;
    this.files = files;
    this.to = to;
  }

  /**
   * Writes a share of the files that events become.
   *
   * @param files what is to be merged, of one day and region
   * @param to what the new files are partitioned by
   * @param part the place of the share in the order of partition, caller and time, from 0
   * @param parts how many shares there will be, of about the same size
   * @return the files, which no table knows, one for each partition of which the share has rows;
   *     none if so many shares are not needed
   * @throws ForeignColumnException if a file has a column that would be lost
   */
  public static List<DataFile> write(
      Configuration conf, List<DataFile> files, Partitioning to, int part, int parts)
      throws IOException {
    return new EventFileMerge(conf, files, to).write(part, parts);
  }

  private List<DataFile> write(int part, int parts) throws IOException {
    Keys keys = keys();
    Share share = keys.share(part, parts);
    List<Output> outputs = new ArrayList<>();
    try (Sources sources = new Sources()) {
      sources.open();
      for (Slice slice : share.slices()) {
        outputs.add(new Output(slice, partition(keys.sources.text(slice.source))));
      }
      for (EventColumn column : outputs.isEmpty() ? List.<EventColumn>of() : to.fileColumns()) {
        List<Gathered> gathered = sources.gather(column, keys.rows, share.wanted());
        for (Output output : outputs) {
          output.write(gathered);
        }
      }
      List<DataFile> written = new ArrayList<>();
      for (Output output : outputs) {
        written.add(output.finish());
      }
      return written;
    } finally {
      for (Output output : outputs) {
        output.close();
      }
    }
  }

  /** The partition of the files' day and region that has events of a source. */
  private Map<String, @Nullable String> partition(@Nullable String source) {
    Map<String, @Nullable String> partition = new LinkedHashMap<>(files.get(0).partition());
    partition.remove(SOURCE);
    if (!to.isInFiles(EventColumn.EVENT_SOURCE)) {
      partition.put(SOURCE, source);
    }
    return partition;
  }

  /** A file that is written. */
  private final class Output implements Closeable {
    private final Slice slice;
    private final Map<String, @Nullable String> partition;
    private final Path path;
    private final ParquetOutput file;
    private final ParquetOutput.RowGroup rowGroup;

    private Output(Slice slice, Map<String, @Nullable String> partition) throws IOException {
      this.slice = slice;
      this.partition = partition;
      this.path = DataFileNames.merged(files.get(0), partition);
      this.file = ParquetOutput.create(conf, path, to.fileLayout());
      this.rowGroup = file.startRowGroup(slice.rows.length);
    }

    private void write(List<Gathered> column) throws IOException {
      rowGroup.write(
          leaves -> {
            for (int i = 0; i < leaves.length; i++) {
              column.get(i).fill(leaves[i], slice.rows);
            }
          });
    }

    private DataFile finish() throws IOException {
      rowGroup.end();
      return new DataFile(
          path.toString(),
          partition,
          file.end(),
          System.currentTimeMillis(),
          slice.rows.length,
          slice.minTime,
          slice.maxTime);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** The rows of one new file. */
  private static final class Slice {

    /** Their source's place among all, if the new files are partitioned by it. */
    private final int source;

    /** Where they stand in all files one behind the other, in their order. */
    private final int[] rows;

    private final long minTime;
    private final long maxTime;

    private Slice(int source, int[] rows, long[] times) {
      this.source = source;
      this.rows = rows;
      this.minTime = Arrays.stream(rows).mapToLong(row -> times[row]).min().orElse(0);
      this.maxTime = Arrays.stream(rows).mapToLong(row -> times[row]).max().orElse(0);
    }
  }

  /**
   * The rows of all new files of a share.
   *
   * @param wanted all of them
   */
  private record Share(List<Slice> slices, BitSet wanted) {}

  private Keys keys() throws IOException {
    Keys keys = new Keys();
    for (DataFile file : files) {
      String source = file.partition().get(SOURCE);
      try (ParquetInput reader =
          ParquetInput.open(conf, file.path(), Set.of(CALLER, TIME, BYTES, SOURCE))) {
        for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
          keys.add(reader, rows, source);
        }
      }
    }
    return keys;
  }

  /** Texts of a column, each with a number; that of null is the number of the empty one. */
  private static final class Texts {
    private final Map<Binary, Integer> places = new HashMap<>();

    int place(Binary text) {
      Integer known = places.get(text);
      if (known == null) {
        known = places.size();
        places.put(text.copy(), known);
      }
      return known;
    }

    /** The place of the next value of a column; of the empty text if there is no column. */
    int next(@Nullable ColumnReader column) {
      if (column == null) {
        return place(Binary.EMPTY);
      }
      int place = place(isFilled(column) ? column.getBinary() : Binary.EMPTY);
      column.consume();
      return place;
    }

    @Nullable String text(int place) {
      return places.entrySet().stream()
          .filter(text -> text.getValue() == place && text.getKey().length() > 0)
          .map(text -> text.getKey().toStringUsingUTF8())
          .findFirst()
          .orElse(null);
    }

    /** The rank of each place in the order of the texts. */
    int[] ranks() {
      int[] ranks = new int[places.size()];
      List<Map.Entry<Binary, Integer>> inOrder = new ArrayList<>(places.entrySet());
      inOrder.sort(Map.Entry.comparingByKey());
      for (int i = 0; i < inOrder.size(); i++) {
        ranks[inOrder.get(i).getValue()] = i;
      }
      return ranks;
    }
  }

  /** What rows are put in order by, and how big they are. */
  private final class Keys {
    private final Texts sources = new Texts();
    private final Texts callers = new Texts();
    private int[] source = new int[1 << 10];
    private int[] caller = new int[1 << 10];
    private long[] time = new long[1 << 10];
    private long[] bytes = new long[1 << 10];
    private int rows;

    /**
     * Adds the rows of a row group.
     *
     * @param sourceOfAll their source, if they have no column of it
     */
    void add(ParquetInput reader, int more, @Nullable String sourceOfAll) {
      if (rows + more > time.length) {
        int capacity = Math.max(rows + more, time.length * 2);
        source = Arrays.copyOf(source, capacity);
        caller = Arrays.copyOf(caller, capacity);
        time = Arrays.copyOf(time, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
      }
      ColumnReader sourceColumn = sourceColumn(reader);
      int constant = sources.place(binary(sourceColumn == null ? sourceOfAll : null));
      ColumnReader callerColumn = reader.column(CALLER);
      EventTimes times = new EventTimes(reader.column(TIME));
      ColumnReader sizes = reader.column(BYTES);
      for (int row = rows; row < rows + more; row++) {
        source[row] = sourceColumn == null ? constant : sources.next(sourceColumn);
        caller[row] = callers.next(callerColumn);
        time[row] = times.next();
        bytes[row] = number(sizes);
      }
      rows += more;
    }

    /** The source of each row; null if new files need not be told apart by it. */
    private @Nullable ColumnReader sourceColumn(ParquetInput reader) {
      return to.isInFiles(EventColumn.EVENT_SOURCE) ? null : reader.column(SOURCE);
    }

    private static long number(@Nullable ColumnReader column) {
      if (column == null) {
        return 0;
      }
      long number = isFilled(column) ? column.getInteger() : 0;
      column.consume();
      return number;
    }

    /** The rows of a share: all shares have about the same number of bytes. */
    Share share(int part, int parts) {
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
      return share(Arrays.copyOfRange(sorted, start, end));
    }

    private Share share(int[] sorted) {
      BitSet wanted = new BitSet();
      Arrays.stream(sorted).forEach(wanted::set);
      List<Slice> slices = new ArrayList<>();
      int start = 0;
      for (int i = 1; i <= sorted.length; i++) {
        if (i == sorted.length || partition(sorted[i]) != partition(sorted[start])) {
          int[] rowsOfFile = Arrays.copyOfRange(sorted, start, i);
          slices.add(new Slice(source[rowsOfFile[0]], rowsOfFile, time));
          start = i;
        }
      }
      return new Share(slices, wanted);
    }

    /** What tells the partitions of rows of one day and region apart. */
    private int partition(int row) {
      return to.isInFiles(EventColumn.EVENT_SOURCE) ? 0 : source[row];
    }

    private int[] sorted() {
      int[] sourceRanks = sources.ranks();
      int[] callerRanks = callers.ranks();
      return IntStream.range(0, rows)
          .boxed()
          .sorted(
              Comparator.comparingInt((Integer row) -> sourceRanks[partition(row)])
                  .thenComparingInt(row -> callerRanks[caller[row]])
                  .thenComparingLong(row -> time[row])
                  .thenComparingInt(row -> row))
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }

  private static Binary binary(@Nullable String text) {
    return text == null ? Binary.EMPTY : Binary.fromString(text);
  }

  private static boolean isFilled(ColumnReader column) {
    return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
  }

  /** The files to be merged, with all their pages. */
  private final class Sources implements Closeable {
    private final List<ParquetInput> readers = new ArrayList<>();
    private final List<FilePart> rowGroups = new ArrayList<>();

    private void open() throws IOException {
      for (DataFile file : files) {
        ParquetInput reader = ParquetInput.open(conf, file.path(), null);
        readers.add(reader);
        requireKnownColumns(file, reader);
        for (ParquetInput.RowGroup rowGroup : reader.remainingRowGroups()) {
          rowGroups.add(new FilePart(rowGroup, file.partition().get(SOURCE)));
        }
      }
    }

    /** What is not known would not be in the merged file. */
    private static void requireKnownColumns(DataFile file, ParquetInput reader)
        throws ForeignColumnException {
      for (Type field : reader.schema().getFields()) {
        if (!KNOWN.contains(field.getName())) {
          throw new ForeignColumnException(file, field.getName());
        }
      }
    }

    /** The wanted rows' values of a field, for each of its leaves. */
    private List<Gathered> gather(EventColumn column, int total, BitSet wanted) {
      int count = leaves(column);
      List<Gathered> gathered = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        gathered.add(new Gathered(total));
      }
      for (FilePart part : rowGroups) {
        List<ColumnReader> found = part.rowGroup().leaves(column.columnName());
        String constant = column == EventColumn.EVENT_SOURCE ? part.source() : null;
        for (int i = 0; i < count; i++) {
          if (!found.isEmpty()) {
            gathered.get(i).add(found.get(i), part.rowGroup().rows(), wanted);
          } else {
            gathered.get(i).addConstant(constant, part.rowGroup().rows(), wanted);
          }
        }
      }
      return gathered;
    }

    private int leaves(EventColumn column) {
      return Math.toIntExact(
          to.fileLayout().leaves().stream()
              .filter(leaf -> leaf.field().equals(column.columnName()))
              .count());
    }

    @Override
    public void close() throws IOException {
      for (ParquetInput reader : readers) {
        reader.close();
      }
    }
  }

  /**
   * A row group.
   *
   * @param source the event source of its rows, if its file has no column of it
   */
  private record FilePart(ParquetInput.RowGroup rowGroup, @Nullable String source) {}

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

    private void add(ColumnReader column, int more, BitSet wanted) {
      definitionOfValues = column.getDescriptor().getMaxDefinitionLevel();
      for (int i = 0; i < more; i++) {
        EventFileCopy.copyRow(column, values, wanted.get(rows));
        endRow();
      }
    }

    /** Adds the value, or null, that all rows have in a column that their file lacks. */
    private void addConstant(@Nullable String text, int more, BitSet wanted) {
      byte[] bytes = text == null ? null : text.getBytes(UTF_8);
      if (bytes != null) {
        definitionOfValues = 1;
      }
      for (int i = 0; i < more; i++) {
        if (wanted.get(rows)) {
          if (bytes == null) {
            values.addNull(0, 0);
          } else {
            values.addCopy(bytes, 0, 1);
          }
        }
        endRow();
      }
    }

    private void endRow() {
      rows++;
      firstSlots[rows] = values.slots;
      firstValues[rows] = values.values;
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
