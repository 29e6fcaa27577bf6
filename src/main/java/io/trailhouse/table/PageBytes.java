package io.trailhouse.table;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A page under construction, as Parquet's encodings want it: little endian, and growing. */
final class PageBytes extends OutputStream {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Values are packed in groups of so many; a run is written as one if it is as long. */
  private static final int GROUP = 8;

  private byte[] bytes = new byte[64 << 10];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  @Override
  public void write(int value) {
    putByte(value);
  }

  @Override
  public void write(byte[] from, int start, int count) {
    put(from, start, count);
  }

  void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  void put(byte[] from, int start, int count) {
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** Levels of a V1 data page: the hybrid encoding, with its length before it. */
  void putLevels(int[] levels, int from, int to, int maxLevel) {
    int lengthAt = length;
    putInt(0);
    putHybrid(levels, from, to, bitWidth(maxLevel));
    INT.set(bytes, lengthAt, length - lengthAt - Integer.BYTES);
  }

  /** Levels of a V1 data page that are all the same. */
  void putSameLevels(int level, int count, int maxLevel) {
    int lengthAt = length;
    putInt(0);
    putRun(level, count, bitWidth(maxLevel));
    INT.set(bytes, lengthAt, length - lengthAt - Integer.BYTES);
  }

  /** Places in a dictionary: their bit width, and the hybrid encoding. */
  void putPlaces(int[] places, int from, int to, int dictionarySize) {
    int bitWidth = bitWidth(dictionarySize - 1);
    putByte(bitWidth);
    putHybrid(places, from, to, bitWidth);
  }

  private static int bitWidth(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  /**
   * Parquet's hybrid of run lengths and bit packing (Parquet format, Encodings, "Run Length
   * Encoding / Bit-Packing Hybrid").
   */
  private void putHybrid(int[] values, int from, int to, int bitWidth) {
    int p = from;
    while (p < to) {
      int runEnd = runEnd(values, p, to);
      if (runEnd - p >= GROUP || runEnd == to) {
        putRun(values[p], runEnd - p, bitWidth);
        p = runEnd;
        continue;
      }
      int end = p + GROUP;
      while (end < to && runEnd(values, end, Math.min(end + GROUP, to)) < end + GROUP) {
        end += GROUP;
      }
      putVarint((((end - p) / GROUP) << 1) | 1);
      pack(values, p, Math.min(end, to), end - p, bitWidth);
      p = Math.min(end, to);
    }
  }

  private static int runEnd(int[] values, int from, int to) {
    int p = from + 1;
    while (p < to && values[p] == values[from]) {
      p++;
    }
    return p;
  }

  private void putRun(int value, int count, int bitWidth) {
    putVarint(count << 1);
    for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
      putByte(value >>> shift);
    }
  }

  /** Packs values, the lowest bits first, and zeros up to a number of them. */
  private void pack(int[] values, int from, int to, int count, int bitWidth) {
    int packedBytes = count / GROUP * bitWidth;
    reserve(packedBytes + Long.BYTES);
    long bits = 0;
    int bitCount = 0;
    int at = length;
    for (int p = from; p < to; p++) {
      bits |= (long) values[p] << bitCount;
      bitCount += bitWidth;
      if (bitCount >= Integer.SIZE) {
        INT.set(bytes, at, (int) bits);
        at += Integer.BYTES;
        bits >>>= Integer.SIZE;
        bitCount -= Integer.SIZE;
      }
    }
    length += packedBytes;
    while (at < length) {
      bytes[at++] = (byte) bits;
      bits >>>= Byte.SIZE;
    }
  }

  private void putVarint(int value) {
    int left = value;
    while (left >>> 7 != 0) {
      putByte((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    putByte(left);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
