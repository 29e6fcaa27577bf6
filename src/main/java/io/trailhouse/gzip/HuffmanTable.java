package io.trailhouse.gzip;

import java.util.Arrays;

/**
 * Tells which symbol the next bits are, for one Huffman code at a time (RFC 1951, 3.2.2): by one
 * look-up with the next {@code rootBits} bits, and a second one for the few codes that are longer.
 *
 * <p>An entry says in its bits 8 to 11 how long the symbol's code is, and in its bits 0 to 5 how
 * many bits to take: those of the code, and extra ones if the symbol has them. The other bits are
 * for the user of the table. Codes stand in it as in the stream, their first bit lowest.
 */
final class HuffmanTable {

  /** Is set in an entry that is no symbol's if the code is longer than the first look-up. */
  static final int LONGER = 1 << 28;

  private static final int MAX_CODE_BITS = 15;
  private static final int PER_CODE_BIT = 1 << 8 | 1;

  private final int[] table;
  private final int rootStart;
  private final int rootBits;
  private final int longerStart;
  private final int noSymbol;

  private final int[] codesOfLength = new int[MAX_CODE_BITS + 1];
  private final int[] endOfLength = new int[MAX_CODE_BITS + 1];
  private final int[] sorted;
  private final int[] codes;
  private boolean complete;

  /**
   * Makes an empty table.
   *
   * @param table where it stands; the one loop that uses it wants all codes in one array
   * @param rootStart where the entries of the first look-up start
   * @param rootBits how many bits the first look-up is for
   * @param longerStart where the entries of the second look-ups start
   * @param symbols how many symbols there are at most
   * @param noSymbol the bits that are set in each entry that is no symbol's
   */
  HuffmanTable(
      int[] table, int rootStart, int rootBits, int longerStart, int symbols, int noSymbol) {
    this.table = table;
    this.rootStart = rootStart;
    this.rootBits = rootBits;
    this.longerStart = longerStart;
    this.noSymbol = noSymbol;
    this.sorted = new int[symbols];
    this.codes = new int[symbols];
  }

  /** The entry of the symbol that these bits start with. */
  int entry(long bits) {
    int entry = table[rootStart + ((int) bits & (1 << rootBits) - 1)];
    if ((entry & noSymbol) != noSymbol || (entry & LONGER) == 0) {
      return entry;
    }
    int mask = (1 << (entry & 0xf)) - 1;
    return table[(entry >>> 8 & 0xfff) + ((int) (bits >>> rootBits) & mask)];
  }

  /** Whether all bits are the start of some code. */
  boolean complete() {
    return complete;
  }

  /** How many symbols have codes of at most this length, which the first look-up finds. */
  int symbols(int length) {
    return endOfLength[length];
  }

  /** A symbol; they are in the order of their codes, shorter ones first. */
  int symbol(int index) {
    return sorted[index];
  }

  /** The code of a symbol. */
  int code(int index) {
    return codes[index];
  }

  /**
   * Becomes the table of the code with these lengths, where 0 is that of a symbol without a code.
   * Returns false if they make none: it has room for fewer codes, or for more, which is allowed
   * only if there is at most one.
   *
   * @param entries each symbol's entry, but for the length of its code
   */
  boolean become(byte[] lengths, int start, int count, int[] entries) {
    int longest = sort(lengths, start, count);
    int unused = unusedCodes();
    complete = unused == 0;
    if (unused < 0 || (unused > 0 && longest > 1)) {
      return false;
    }
    int code = fillRoot(entries);
    if (longest > rootBits) {
      fillLonger(entries, code, longest);
    }
    return true;
  }

  /** Sorts the symbols by the length of their codes; returns that of the longest. */
  private int sort(byte[] lengths, int start, int count) {
    Arrays.fill(codesOfLength, 0);
    for (int symbol = 0; symbol < count; symbol++) {
      codesOfLength[lengths[start + symbol]]++;
    }
    int longest = 0;
    int sum = 0;
    for (int length = 1; length <= MAX_CODE_BITS; length++) {
      endOfLength[length] = sum;
      sum += codesOfLength[length];
      longest = codesOfLength[length] > 0 ? length : longest;
    }
    // Symbols without a code come last: to pass over them would cost a branch that nobody foresees.
    endOfLength[0] = sum;
    for (int symbol = 0; symbol < count; symbol++) {
      sorted[endOfLength[lengths[start + symbol]]++] = symbol;
    }
    return longest;
  }

  /** How many codes of the greatest length are left over; negative if there are not enough. */
  private int unusedCodes() {
    int unused = 1;
    for (int length = 1; length <= MAX_CODE_BITS && unused >= 0; length++) {
      unused = 2 * unused - codesOfLength[length];
    }
    return unused;
  }

  /** Enters the codes that one look-up finds; returns the first code that is longer. */
  private int fillRoot(int[] entries) {
    // That of a code that does not exist; one bit is enough to see it.
    table[rootStart] = noSymbol | 1;
    int code = 0;
    int next = 0;
    for (int length = 1; length <= rootBits; length++) {
      // What was entered for shorter codes holds whatever the bit behind them is.
      int half = 1 << (length - 1);
      System.arraycopy(table, rootStart, table, rootStart + half, half);
      for (int end = endOfLength[length]; next < end; next++) {
        codes[next] = code;
        table[rootStart + code] = entries[sorted[next]] + length * PER_CODE_BIT;
        code = codeAfter(code, 2 * half - 1);
      }
    }
    return code;
  }

  private void fillLonger(int[] entries, int firstCode, int longest) {
    int rootMask = (1 << rootBits) - 1;
    int code = firstCode;
    int next = endOfLength[rootBits];
    int rootIndex = -1;
    int start = longerStart;
    int end = longerStart;
    for (int length = rootBits + 1; length <= longest; length++) {
      for (; next < endOfLength[length]; next++) {
        if ((code & rootMask) != rootIndex) {
          rootIndex = code & rootMask;
          int bits = longerBits(length, endOfLength[length] - next);
          start = end;
          end += 1 << bits;
          table[rootStart + rootIndex] = noSymbol | LONGER | start << 8 | bits;
        }
        int entry = entries[sorted[next]] + length * PER_CODE_BIT;
        for (int i = start + (code >>> rootBits); i < end; i += 1 << (length - rootBits)) {
          table[i] = entry;
        }
        code = codeAfter(code, (1 << length) - 1);
      }
    }
  }

  /**
   * How many more bits tell apart the codes that start as the next one, of this length, does.
   *
   * @param left how many codes of that length there are from it on
   */
  private int longerBits(int length, int left) {
    int bits = length - rootBits;
    int codesLeft = left;
    while (codesLeft < 1 << bits) {
      bits++;
      codesLeft = 2 * codesLeft + codesOfLength[rootBits + bits];
    }
    return bits;
  }

  /** The next code of a length: one more, counted from the other end. */
  private static int codeAfter(int code, int mask) {
    int bit = Integer.highestOneBit(~code & mask);
    return (code & (bit - 1)) | bit;
  }
}
