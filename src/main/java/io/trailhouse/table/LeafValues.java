package io.trailhouse.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The values of one leaf column in a row group, before they are encoded: a definition and a
 * repetition level for each slot, and for each slot that is not null a slice of an array. Numbers
 * take eight bytes there, whatever their column's type; those of doubles are their raw bits.
 */
final class LeafValues {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The array that holds the values. */
  byte[] source = new byte[0];

  /** Where in {@link #source} each value starts. */
  int[] starts = new int[1 << 10];

  /** Bytes of each value. */
  int[] lengths = new int[1 << 10];

  /** Definition level of each slot. */
  int[] definitions = new int[1 << 10];

  /** Repetition level of each slot; meaningless for columns that are in no list. */
  int[] repetitions = new int[1 << 10];

  /** How many values and nulls there are. */
  int slots;

  /** How many values there are. */
  int values;

  private byte[] own = new byte[16 << 10];
  private int ownLength;

  /**
   * Starts over; values are slices of an array, which must stay as it is until they are encoded.
   */
  void startSlicesOf(byte[] array) {
    source = array;
    slots = 0;
    values = 0;
  }

  /** Starts over; values are copied. */
  void startCopies() {
    startSlicesOf(own);
    ownLength = 0;
  }

  void addNull(int repetition, int definition) {
    if (slots == definitions.length) {
      definitions = Arrays.copyOf(definitions, slots * 2);
      repetitions = Arrays.copyOf(repetitions, slots * 2);
    }
    repetitions[slots] = repetition;
    definitions[slots++] = definition;
  }

  void addSlice(int start, int length, int repetition, int definition) {
    if (values == starts.length) {
      starts = Arrays.copyOf(starts, values * 2);
      lengths = Arrays.copyOf(lengths, values * 2);
    }
    starts[values] = start;
    lengths[values++] = length;
    addNull(repetition, definition);
  }

  void addCopy(byte[] bytes, int repetition, int definition) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, own, ownLength, bytes.length);
    addSlice(ownLength, bytes.length, repetition, definition);
    ownLength += bytes.length;
  }

  void addCopy(long number, int repetition, int definition) {
    reserve(Long.BYTES);
    LONG.set(own, ownLength, number);
    addSlice(ownLength, Long.BYTES, repetition, definition);
    ownLength += Long.BYTES;
  }

  void addCopy(double number, int repetition, int definition) {
    addCopy(Double.doubleToRawLongBits(number), repetition, definition);
  }

  private void reserve(int more) {
    if (ownLength + more > own.length) {
      own = Arrays.copyOf(own, Math.max(own.length * 2, ownLength + more));
      source = own;
    }
  }

  /** A value that is a number. */
  long number(int value) {
    return (long) LONG.get(source, starts[value]);
  }
}
