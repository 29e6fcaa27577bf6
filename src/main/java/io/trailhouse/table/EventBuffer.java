package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import io.trailhouse.record.FlatEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one partition that wait to be encoded: the bytes of all values in one array, row by
 * row, and where each value ends in another.
 */
final class EventBuffer {

  /** The columns that may stand in a data file, in order. */
  private static final List<EventColumn> KEPT = Partitioning.DATE_REGION.fileColumns();

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final EventColumn[] COLUMNS = KEPT.toArray(EventColumn[]::new);
  private static final int EVENT_TIME = KEPT.indexOf(EventColumn.EVENT_TIME);
  private static final int RUN_ID = KEPT.indexOf(EventColumn.RUN_ID);
  private static final int SOURCE_FILE = KEPT.indexOf(EventColumn.SOURCE_FILE);

  /** The place of each column among those that are kept; -1 for those that are not. */
  private static final int[] PLACES =
      Arrays.stream(EventColumn.values()).mapToInt(KEPT::indexOf).toArray();

  private static final ResourceField[] RESOURCE_FIELDS = ResourceField.values();
  private static final int NULL = 1 << 31;
  private static final int POSITION = ~NULL;
  private static final int LIST_LEVELS = 4;

  private static final int FIRST_BYTES = 16 << 10;
  private static final int FIRST_ROWS = 16;

  /** Memory that an empty buffer keeps for the next rows, at most. */
  private static final int MOST_KEPT_BYTES = 1 << 20;

  private byte[] values = new byte[FIRST_BYTES];
  private int[] ends = new int[COLUMNS.length * FIRST_ROWS];
  private final int[] filled = new int[COLUMNS.length];
  private int length;
  private int rows;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  int rows() {
    return rows;
  }

  /** Bytes of memory that the rows take. */
  long heapBytes() {
    return length + 4L * rows * COLUMNS.length;
  }

  /** Whether one more event of this many bytes would be more than arrays can hold. */
  boolean isFull(int recordBytes) {
    return length > (1 << 30) - 2 * recordBytes - (1 << 16);
  }

  long minTime() {
    return minTime;
  }

  long maxTime() {
    return maxTime;
  }

  /** Copies an event into the buffer. */
  void add(FlatEvent event, byte[] sourceFile, byte[] runId) {
    int at = rows * COLUMNS.length;
    if (at + COLUMNS.length > ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    int next = 0;
    for (int i = event.nextFilled(0); i < PLACES.length; i = event.nextFilled(i + 1)) {
      int place = PLACES[i];
      if (place >= 0) {
        addUnread(next, place, sourceFile, runId);
        append(event, COLUMNS[place]);
        ends[at + place] = length;
        filled[place]++;
        next = place + 1;
      }
    }
    addUnread(next, COLUMNS.length, sourceFile, runId);
    long time = event.number(EventColumn.EVENT_TIME);
    minTime = Math.min(minTime, time);
    maxTime = Math.max(maxTime, time);
    rows++;
  }

  /** Adds to the row what an event does not have: nulls, and where it came from. */
  private void addUnread(int from, int to, byte[] sourceFile, byte[] runId) {
    int at = rows * COLUMNS.length;
    for (int i = from; i < to; i++) {
      if (i == SOURCE_FILE || i == RUN_ID) {
        byte[] value = i == SOURCE_FILE ? sourceFile : runId;
        append(value, 0, value.length);
        ends[at + i] = length;
        filled[i]++;
      } else {
        ends[at + i] = length | NULL;
      }
    }
  }

  private void append(FlatEvent event, EventColumn column) {
    ColumnType type = column.type();
    if (type.isText() || type == ColumnType.BINARY) {
      append(event.array(column), event.start(column), event.length(column));
    } else if (type.isNumber()) {
      reserve(8);
      LONG.set(values, length, event.number(column));
      length += 8;
    } else {
      appendResources(event);
    }
  }

  private void appendResources(FlatEvent event) {
    for (int element = 0; element < event.resourceCount(); element++) {
      for (ResourceField field : RESOURCE_FIELDS) {
        reserve(4);
        if (event.isResourceNull(element, field)) {
          INT.set(values, length, -1);
          length += 4;
        } else {
          int bytes = event.resourceLength(element, field);
          INT.set(values, length, bytes);
          length += 4;
          append(event.resourceArray(element, field), event.resourceStart(element, field), bytes);
        }
      }
    }
  }

  private void append(byte[] from, int start, int count) {
    reserve(count);
    System.arraycopy(from, start, values, length, count);
    length += count;
  }

  private void reserve(int more) {
    if (length + more > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, length + more));
    }
  }

  /** Bytes of the rows' values. */
  int valueBytes() {
    return length;
  }

  /** Bytes of the rows as {@link #writeTo(DataOutput)} writes them. */
  long storedBytes() {
    return length + (long) Integer.BYTES * rows * COLUMNS.length;
  }

  /** Writes the rows as they stand in memory. */
  void writeTo(DataOutput out) throws IOException {
    out.write(values, 0, length);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * rows * COLUMNS.length);
    bytes.asIntBuffer().put(ends, 0, rows * COLUMNS.length);
    out.write(bytes.array());
  }

  /** Reads rows as {@link #writeTo(DataOutput)} wrote them. */
  static EventBuffer read(DataInput in, int rows, int valueBytes) throws IOException {
    EventBuffer buffer = new EventBuffer();
    buffer.values = new byte[valueBytes];
    in.readFully(buffer.values);
    byte[] bytes = new byte[Integer.BYTES * rows * COLUMNS.length];
    in.readFully(bytes);
    buffer.ends = new int[rows * COLUMNS.length];
    ByteBuffer.wrap(bytes).asIntBuffer().get(buffer.ends);
    buffer.length = valueBytes;
    buffer.rows = rows;
    return buffer;
  }

  /** Copies a row of another buffer into this one. */
  void add(EventBuffer from, int row) {
    int at = rows * COLUMNS.length;
    if (at + COLUMNS.length > ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    int fromAt = row * COLUMNS.length;
    int start = from.start(fromAt);
    int moved = length - start;
    append(from.values, start, (from.ends[fromAt + COLUMNS.length - 1] & POSITION) - start);
    for (int i = 0; i < COLUMNS.length; i++) {
      int end = from.ends[fromAt + i];
      ends[at + i] = ((end & POSITION) + moved) | (end & NULL);
      filled[i] += end < 0 ? 0 : 1;
    }
    rows++;
    long time = (long) LONG.get(values, start(at + EVENT_TIME));
    minTime = Math.min(minTime, time);
    maxTime = Math.max(maxTime, time);
  }

  /** The object that a row was read from. */
  String sourceFile(int row) {
    int at = row * COLUMNS.length + SOURCE_FILE;
    int start = start(at);
    return new String(values, start, (ends[at] & POSITION) - start, UTF_8);
  }

  /** Writes all rows as a row group of an event file, and empties the buffer. */
  void writeTo(ParquetOutput output, Partitioning partitioning) throws IOException {
    ParquetOutput.RowGroup group = output.startRowGroup(rows);
    for (int i = 0; i < COLUMNS.length; i++) {
      int ordinal = i;
      if (!partitioning.isInFiles(COLUMNS[i])) {
        continue;
      }
      if (filled[i] == 0) {
        group.writeNulls();
      } else if (COLUMNS[i].type() == ColumnType.RESOURCE_LIST) {
        group.write(leaves -> fillResources(ordinal, leaves));
      } else {
        group.write(leaves -> fill(ordinal, leaves[0]));
      }
    }
    group.end();
    clear();
  }

  private void clear() {
    if (values.length + 4L * ends.length > MOST_KEPT_BYTES) {
      // A task writes many partitions one after the other, and each has a buffer.
      values = new byte[FIRST_BYTES];
      ends = new int[COLUMNS.length * FIRST_ROWS];
    }
    rows = 0;
    length = 0;
    Arrays.fill(filled, 0);
    minTime = Long.MAX_VALUE;
    maxTime = Long.MIN_VALUE;
  }

  private void fill(int ordinal, LeafValues leaf) {
    leaf.startSlicesOf(values);
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS.length + ordinal;
      int end = ends[at];
      if (end < 0) {
        leaf.addNull(0, 0);
      } else {
        int start = start(at);
        leaf.addSlice(start, end - start, 0, 1);
      }
    }
  }

  private void fillResources(int ordinal, LeafValues[] leaves) {
    for (LeafValues leaf : leaves) {
      leaf.startSlicesOf(values);
    }
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS.length + ordinal;
      int end = ends[at];
      int start = start(at);
      if (end < 0 || start == end) {
        for (LeafValues leaf : leaves) {
          leaf.addNull(0, end < 0 ? 0 : 1);
        }
      } else {
        fillElements(start, end, leaves);
      }
    }
  }

  private void fillElements(int start, int end, LeafValues[] leaves) {
    int p = start;
    int repetition = 0;
    while (p < end) {
      for (LeafValues leaf : leaves) {
        int count = (int) INT.get(values, p);
        p += 4;
        if (count < 0) {
          leaf.addNull(repetition, LIST_LEVELS - 1);
        } else {
          leaf.addSlice(p, count, repetition, LIST_LEVELS);
          p += count;
        }
      }
      repetition = 1;
    }
  }

  private int start(int at) {
    return at == 0 ? 0 : ends[at - 1] & POSITION;
  }
}
