package io.trailhouse.table;

import java.util.Arrays;

/** The different values of a column chunk, in the order in which they come first. */
final class ValueDictionary {

  /** A dictionary is read whole before the first value is. */
  private static final int MOST_BYTES = 1 << 20;

  /** After so many values it is clear whether they repeat. */
  private static final int ENOUGH = 1 << 10;

  /** The place in the dictionary of each value. */
  int[] places = new int[1 << 10];

  /** The first value that stands at each place. */
  int[] firsts = new int[64];

  /** How many different values there are. */
  int size;

  private int[] hashes = new int[64];

  /** Places plus one by hash; 0 in free slots. */
  private int[] slots = new int[256];

  /** Finds the different values; false if there are so many that a dictionary does not pay. */
  boolean build(LeafValues values) {
    size = 0;
    Arrays.fill(slots, 0);
    if (places.length < values.values) {
      places = new int[values.values];
    }
    long plainBytes = 0;
    long dictionaryBytes = 0;
    for (int i = 0; i < values.values; i++) {
      int length = values.lengths[i];
      plainBytes += length;
      if (i > 0 && isSame(values, i - 1, i)) {
        places[i] = places[i - 1];
        continue;
      }
      int before = size;
      places[i] = place(values, i);
      if (size > before) {
        dictionaryBytes += length;
        if (dictionaryBytes > MOST_BYTES || (i >= ENOUGH && size > i - (i >>> 2))) {
          return false;
        }
      }
    }
    // A place takes about as much room as the length that it saves.
    return dictionaryBytes < plainBytes - (plainBytes >>> 2);
  }

  private int place(LeafValues values, int value) {
    int hash = hash(values.source, values.starts[value], values.lengths[value]);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int place = slots[slot] - 1;
      if (hashes[place] == hash && isSame(values, firsts[place], value)) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    firsts[size] = value;
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    int mask = slots.length - 1;
    for (int place = 0; place < size; place++) {
      int slot = hashes[place] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = place + 1;
    }
  }

  private static boolean isSame(LeafValues values, int a, int b) {
    int length = values.lengths[a];
    int aStart = values.starts[a];
    int bStart = values.starts[b];
    return length == values.lengths[b]
        && Arrays.equals(
            values.source, aStart, aStart + length, values.source, bStart, bStart + length);
  }

  private static int hash(byte[] bytes, int start, int length) {
    long hash = SeenEvents.mix(0, bytes, start, length);
    return (int) (hash ^ hash >>> 32);
  }
}
