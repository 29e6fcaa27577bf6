package io.trailhouse.record;

import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import java.util.Arrays;

/**
 * One event as columns. Values are slices of byte arrays that the reader reuses: they hold until
 * the reader moves on, so whoever keeps one copies it.
 */
public final class FlatEvent {

  private static final int ABSENT = -1;
  private static final int RESOURCE_FIELDS = ResourceField.values().length;

  private final byte[][] arrays = new byte[EventColumn.count()][];
  private final int[] starts = new int[EventColumn.count()];
  private final int[] lengths = new int[EventColumn.count()];
  private final long[] numbers = new long[EventColumn.count()];

  /** A bit for each column that is not null. */
  private final long[] filled = new long[(EventColumn.count() + 63) / 64];

  private byte[][] resourceArrays = new byte[8][];
  private int[] resourceStarts = new int[8];
  private int[] resourceLengths = new int[8];
  private int resourceCount;

  /** An event all of whose columns are null. */
  FlatEvent() {
    clear();
  }

  /** Whether the column is null. */
  public boolean isNull(EventColumn column) {
    return lengths[column.ordinal()] == ABSENT;
  }

  /**
   * The ordinal of the first column that is not null, of those whose ordinals are at least this;
   * the number of columns if there is none.
   */
  public int nextFilled(int ordinal) {
    int word = ordinal >>> 6;
    long bits = word < filled.length ? filled[word] & -1L << ordinal : 0;
    while (bits == 0) {
      if (++word >= filled.length) {
        return lengths.length;
      }
      bits = filled[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The array that holds the value of a text, JSON or binary column. */
  public byte[] array(EventColumn column) {
    return arrays[column.ordinal()];
  }

  /** Where in {@link #array} the value starts. */
  public int start(EventColumn column) {
    return starts[column.ordinal()];
  }

  /** Bytes of the value, UTF-8 for text. */
  public int length(EventColumn column) {
    return lengths[column.ordinal()];
  }

  /**
   * The value of a number column: microseconds for a timestamp, days for a date, 1 or 0 for a truth
   * value.
   */
  public long number(EventColumn column) {
    return numbers[column.ordinal()];
  }

  /** How many elements {@code resources} has; 0 also if the column is null. */
  public int resourceCount() {
    return resourceCount;
  }

  /** Whether a field of an element of {@code resources} is null. */
  public boolean isResourceNull(int element, ResourceField field) {
    return resourceLengths[slot(element, field)] == ABSENT;
  }

  /** The array that holds a field of an element of {@code resources}. */
  public byte[] resourceArray(int element, ResourceField field) {
    return resourceArrays[slot(element, field)];
  }

  /** Where in {@link #resourceArray} the field's text starts. */
  public int resourceStart(int element, ResourceField field) {
    return resourceStarts[slot(element, field)];
  }

  /** Bytes of UTF-8 of a field of an element of {@code resources}. */
  public int resourceLength(int element, ResourceField field) {
    return resourceLengths[slot(element, field)];
  }

  /** Whether the column has a value, and it is this text. */
  boolean isValue(EventColumn column, byte[] text) {
    int ordinal = column.ordinal();
    int start = starts[ordinal];
    return lengths[ordinal] == text.length
        && Arrays.equals(arrays[ordinal], start, start + text.length, text, 0, text.length);
  }

  void clear() {
    Arrays.fill(lengths, ABSENT);
    Arrays.fill(filled, 0);
    resourceCount = 0;
  }

  private void setLength(int ordinal, int length) {
    lengths[ordinal] = length;
    filled[ordinal >>> 6] |= 1L << ordinal;
  }

  void set(EventColumn column, byte[] array, int start, int length) {
    int ordinal = column.ordinal();
    arrays[ordinal] = array;
    starts[ordinal] = start;
    setLength(ordinal, length);
  }

  void set(EventColumn column, byte[] value) {
    set(column, value, 0, value.length);
  }

  void set(EventColumn column, long number) {
    int ordinal = column.ordinal();
    numbers[ordinal] = number;
    setLength(ordinal, 0);
  }

  void copy(EventColumn from, EventColumn to) {
    set(to, arrays[from.ordinal()], starts[from.ordinal()], lengths[from.ordinal()]);
  }

  /** Makes {@code resources} null again. */
  void clearResources() {
    resourceCount = 0;
    int ordinal = EventColumn.RESOURCES.ordinal();
    lengths[ordinal] = ABSENT;
    filled[ordinal >>> 6] &= ~(1L << ordinal);
  }

  /** Makes {@code resources} an empty list. */
  void startResources() {
    resourceCount = 0;
    setLength(EventColumn.RESOURCES.ordinal(), 0);
  }

  void addResource() {
    int from = resourceCount * RESOURCE_FIELDS;
    int to = from + RESOURCE_FIELDS;
    if (to > resourceLengths.length) {
      resourceArrays = Arrays.copyOf(resourceArrays, to * 2);
      resourceStarts = Arrays.copyOf(resourceStarts, to * 2);
      resourceLengths = Arrays.copyOf(resourceLengths, to * 2);
    }
    Arrays.fill(resourceLengths, from, to, ABSENT);
    resourceCount++;
  }

  void setResource(ResourceField field, byte[] array, int start, int length) {
    int slot = slot(resourceCount - 1, field);
    resourceArrays[slot] = array;
    resourceStarts[slot] = start;
    resourceLengths[slot] = length;
  }

  private static int slot(int element, ResourceField field) {
    return element * RESOURCE_FIELDS + field.ordinal();
  }
}
