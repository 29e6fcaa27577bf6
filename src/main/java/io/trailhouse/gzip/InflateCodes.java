package io.trailhouse.gzip;

import java.io.IOException;
import java.util.Arrays;

/**
 * The two codes of a deflated block, that of literals and lengths and that of distances (RFC 1951,
 * 3.2.5).
 *
 * <p>An entry for a literal is not negative. It has one or two literals at {@link #VALUE}, and
 * {@link #PAIR} set if it is two. One for a length or a distance has its base at {@code VALUE}; its
 * extra bits are among the bits to take. An entry for anything else but a distance is negative,
 * that for anything else but a literal or a length has {@link #NO_LENGTH} set too.
 */
final class InflateCodes {

  static final int VALUE = 14;
  static final int PAIR = 30;
  static final int NO_LITERAL = 1 << 31;
  static final int NO_LENGTH = 1 << 30;
  static final int END_OF_BLOCK = 1 << 29;
  static final int LENGTH_MASK = 0x1ff;

  /** Literals and lengths start at index 0 of the table; their first look-up needs these bits. */
  static final int LITERAL_MASK = (1 << 11) - 1;

  static final int DISTANCES = LITERAL_MASK + 1;
  static final int DISTANCE_MASK = (1 << 8) - 1;

  static final int LONGEST_MATCH = 258;

  private static final int LITERAL_BITS = 11;
  private static final int DISTANCE_BITS = 8;

  // Of 288 symbols and 11 bits the second look-ups need 294 entries at most, of 32 and 8 146.
  private static final int LONGER_LITERALS = DISTANCES + DISTANCE_MASK + 1;
  private static final int LONGER_DISTANCES = LONGER_LITERALS + 294;
  private static final int TABLE_LENGTH = LONGER_DISTANCES + 146;

  private static final int LITERAL_LENGTH_SYMBOLS = 288;
  private static final int DISTANCE_SYMBOLS = 32;
  private static final int END_SYMBOL = 256;

  /** The order in which the lengths of the code for code lengths come (RFC 1951, 3.2.7). */
  private static final byte[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int LENGTH_BITS = 7;

  private static final int[] LITERAL_LENGTH_ENTRIES = literalLengthEntries();
  private static final int[] DISTANCE_ENTRIES = distanceEntries();
  private static final int[] LENGTH_ENTRIES = lengthEntries();

  /** The codes of blocks that bring none. */
  static final InflateCodes FIXED = fixed();

  private final int[] table = new int[TABLE_LENGTH];
  private final HuffmanTable literalsLengths =
      new HuffmanTable(
          table, 0, LITERAL_BITS, LONGER_LITERALS, LITERAL_LENGTH_SYMBOLS, NO_LITERAL | NO_LENGTH);
  private final HuffmanTable distances =
      new HuffmanTable(
          table, DISTANCES, DISTANCE_BITS, LONGER_DISTANCES, DISTANCE_SYMBOLS, NO_LITERAL);
  private final HuffmanTable codeLengths =
      new HuffmanTable(
          new int[1 << LENGTH_BITS], 0, LENGTH_BITS, 0, LENGTH_ORDER.length, NO_LITERAL);
  private final byte[] lengths = new byte[LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS];
  private final int[] literals = new int[END_SYMBOL];

  /** The first look-ups of both codes. */
  int[] table() {
    return table;
  }

  int literalOrLength(long bits) {
    return literalsLengths.entry(bits);
  }

  int distance(long bits) {
    return distances.entry(bits);
  }

  /** Becomes the codes that a block brings with it (RFC 1951, 3.2.7). */
  void read(BitInput input) throws IOException {
    int literalLengthCount = input.nextBits(5) + 257;
    int distanceCount = input.nextBits(5) + 1;
    int lengthCount = input.nextBits(4) + 4;
    if (literalLengthCount > 286 || distanceCount > 30) {
      throw input.corrupt("a block has too many codes");
    }
    Arrays.fill(lengths, 0, LENGTH_ORDER.length, (byte) 0);
    for (int i = 0; i < lengthCount; i++) {
      lengths[LENGTH_ORDER[i]] = (byte) input.nextBits(3);
    }
    if (!codeLengths.become(lengths, 0, LENGTH_ORDER.length, LENGTH_ENTRIES)
        || !codeLengths.complete()) {
      throw input.corrupt("a block's code lengths have no valid code");
    }
    readLengths(input, literalLengthCount + distanceCount);
    if (lengths[END_SYMBOL] == 0) {
      throw input.corrupt("a block has no code for its end");
    }
    if (!literalsLengths.become(lengths, 0, literalLengthCount, LITERAL_LENGTH_ENTRIES)) {
      throw input.corrupt("a block's literals and lengths have no valid code");
    }
    if (!distances.become(lengths, literalLengthCount, distanceCount, DISTANCE_ENTRIES)) {
      throw input.corrupt("a block's distances have no valid code");
    }
    pairLiterals();
  }

  private void readLengths(BitInput input, int count) throws IOException {
    int read = 0;
    while (read < count) {
      input.refill();
      int entry = codeLengths.entry(input.bits);
      input.take(entry & 0x3f);
      int symbol = entry >>> VALUE;
      if (symbol < 16) {
        lengths[read++] = (byte) symbol;
      } else {
        int times =
            switch (symbol) {
              case 16 -> 3 + input.take(2);
              case 17 -> 3 + input.take(3);
              default -> 11 + input.take(7);
            };
        if (symbol == 16 && read == 0) {
          throw input.corrupt("the first code length of a block repeats one before it");
        }
        if (times > count - read) {
          throw input.corrupt("a block has more code lengths than codes");
        }
        byte repeated = symbol == 16 ? lengths[read - 1] : 0;
        Arrays.fill(lengths, read, read + times, repeated);
        read += times;
      }
    }
  }

  /** Makes entries for two literals wherever the codes of both are short enough. */
  private void pairLiterals() {
    int count = listLiterals();
    for (int i = 0; i < count; i++) {
      int first = literals[i];
      int firstBits = first >>> 24;
      for (int j = 0; j < count && firstBits + (literals[j] >>> 24) <= LITERAL_BITS; j++) {
        int second = literals[j];
        int bits = firstBits + (second >>> 24);
        int entry =
            1 << PAIR
                | (second >>> 16 & 0xff) << (VALUE + 8)
                | (first >>> 16 & 0xff) << VALUE
                | firstBits << 8
                | bits;
        int code = (first & 0xffff) | (second & 0xffff) << firstBits;
        for (int k = code; k <= LITERAL_MASK; k += 1 << bits) {
          table[k] = entry;
        }
      }
    }
  }

  /** Lists the literals that may be one of a pair, shortest codes first: length, literal, code. */
  private int listLiterals() {
    int count = 0;
    int i = 0;
    for (int length = 1; length < LITERAL_BITS; length++) {
      for (int end = literalsLengths.symbols(length); i < end; i++) {
        int symbol = literalsLengths.symbol(i);
        if (symbol < END_SYMBOL) {
          literals[count++] = length << 24 | symbol << 16 | literalsLengths.code(i);
        }
      }
    }
    return count;
  }

  private static int[] literalLengthEntries() {
    int[] entries = new int[LITERAL_LENGTH_SYMBOLS];
    for (int literal = 0; literal < END_SYMBOL; literal++) {
      entries[literal] = literal << VALUE;
    }
    entries[END_SYMBOL] = NO_LITERAL | NO_LENGTH | END_OF_BLOCK;
    int base = 3;
    for (int symbol = 257; symbol < 285; symbol++) {
      int extraBits = symbol < 265 ? 0 : (symbol - 261) >>> 2;
      entries[symbol] = NO_LITERAL | base << VALUE | extraBits;
      base += 1 << extraBits;
    }
    entries[285] = NO_LITERAL | LONGEST_MATCH << VALUE;
    Arrays.fill(entries, 286, entries.length, NO_LITERAL | NO_LENGTH);
    return entries;
  }

  private static int[] distanceEntries() {
    int[] entries = new int[DISTANCE_SYMBOLS];
    int base = 1;
    for (int symbol = 0; symbol < 30; symbol++) {
      int extraBits = symbol < 4 ? 0 : (symbol - 2) >>> 1;
      entries[symbol] = base << VALUE | extraBits;
      base += 1 << extraBits;
    }
    Arrays.fill(entries, 30, entries.length, NO_LITERAL);
    return entries;
  }

  private static int[] lengthEntries() {
    int[] entries = new int[LENGTH_ORDER.length];
    for (int symbol = 0; symbol < entries.length; symbol++) {
      entries[symbol] = symbol << VALUE;
    }
    return entries;
  }

  /** RFC 1951, 3.2.6. */
  private static InflateCodes fixed() {
    InflateCodes fixed = new InflateCodes();
    byte[] lengths = new byte[LITERAL_LENGTH_SYMBOLS];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    fixed.literalsLengths.become(lengths, 0, LITERAL_LENGTH_SYMBOLS, LITERAL_LENGTH_ENTRIES);
    Arrays.fill(lengths, 0, DISTANCE_SYMBOLS, (byte) 5);
    fixed.distances.become(lengths, 0, DISTANCE_SYMBOLS, DISTANCE_ENTRIES);
    return fixed;
  }
}
