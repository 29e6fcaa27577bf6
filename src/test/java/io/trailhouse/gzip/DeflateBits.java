package io.trailhouse.gzip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Writes deflated data bit by bit, also what no deflater would write (RFC 1951). */
final class DeflateBits {

  static final int[] LENGTH_BASES = lengthBases();
  static final int[] DISTANCE_BASES = bases(30, 1, 4, 2);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  static int lengthExtraBits(int symbol) {
    return symbol < 8 || symbol == 28 ? 0 : symbol / 4 - 1;
  }

  static int distanceExtraBits(int symbol) {
    return symbol < 4 ? 0 : symbol / 2 - 1;
  }

  /** Writes a number, its lowest bit first. */
  DeflateBits number(int value, int bits) {
    for (int i = 0; i < bits; i++) {
      pending |= (value >>> i & 1) << pendingBits++;
      if (pendingBits == 8) {
        align();
      }
    }
    return this;
  }

  /** Writes a Huffman code, its highest bit first. */
  DeflateBits code(int code, int bits) {
    return number(Integer.reverse(code) >>> (32 - bits), bits);
  }

  /** Fills the byte with zeros. */
  DeflateBits align() {
    if (pendingBits > 0) {
      out.write(pending);
      pending = 0;
      pendingBits = 0;
    }
    return this;
  }

  DeflateBits stored(boolean last, byte[] bytes) {
    number(last ? 1 : 0, 1).number(0, 2).align();
    number(bytes.length, 16).number(~bytes.length, 16);
    out.writeBytes(bytes);
    return this;
  }

  DeflateBits fixedBlock(boolean last) {
    return number(last ? 1 : 0, 1).number(1, 2);
  }

  /** Writes the code of a literal, a length or the end of the block (RFC 1951, 3.2.6). */
  DeflateBits fixedSymbol(int symbol) {
    if (symbol < 144) {
      return code(0b00110000 + symbol, 8);
    } else if (symbol < 256) {
      return code(0b110010000 + symbol - 144, 9);
    } else if (symbol < 280) {
      return code(symbol - 256, 7);
    }
    return code(0b11000000 + symbol - 280, 8);
  }

  DeflateBits fixedMatch(int length, int distance) {
    int lengthSymbol = last(LENGTH_BASES, length);
    fixedSymbol(257 + lengthSymbol)
        .number(length - LENGTH_BASES[lengthSymbol], lengthExtraBits(lengthSymbol));
    int symbol = last(DISTANCE_BASES, distance);
    return code(symbol, 5).number(distance - DISTANCE_BASES[symbol], distanceExtraBits(symbol));
  }

  /** Starts a block with codes of these lengths (RFC 1951, 3.2.7). */
  DeflateBits dynamicBlock(boolean last, int[] literalLengths, int[] distances) {
    dynamicHeader(last, literalLengths.length, distances.length);
    for (int[] lengths : new int[][] {literalLengths, distances}) {
      for (int length : lengths) {
        codeLength(length);
      }
    }
    return this;
  }

  /** Starts such a block, up to the code lengths. */
  DeflateBits dynamicHeader(boolean last, int literalsLengths, int distances) {
    number(last ? 1 : 0, 1).number(2, 2);
    number(literalsLengths - 257, 5).number(distances - 1, 5).number(15, 4);
    // In the order 16, 17, 18, 0 …: five bits for 13, 14 and 15 as for 16, 17 and 18, else four.
    int[] order = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    for (int symbol : order) {
      number(symbol < 13 ? 4 : 5, 3);
    }
    return this;
  }

  /** Writes a code length, or 16 to 18, in the code that {@link #dynamicBlock} declares. */
  DeflateBits codeLength(int symbol) {
    return symbol < 13 ? code(symbol, 4) : code(2 * 13 + symbol - 13, 5);
  }

  /** Writes whole bytes. */
  DeflateBits bytes(byte[] bytes, int count) {
    out.write(bytes, 0, count);
    return this;
  }

  /** The deflated data alone. */
  byte[] deflated() {
    align();
    return out.toByteArray();
  }

  /** A gzip file with the data, and the checksum and length of these bytes. */
  byte[] gzip(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] deflated = deflated();
    return ByteBuffer.allocate(10 + deflated.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0})
        .put(deflated)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .array();
  }

  /** The codes that follow from code lengths (RFC 1951, 3.2.2). */
  static int[] codes(int[] lengths) {
    int[] codes = new int[lengths.length];
    int code = 0;
    for (int bits = 1; bits <= 15; bits++) {
      code <<= 1;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == bits) {
          codes[symbol] = code++;
        }
      }
    }
    return codes;
  }

  private static int[] lengthBases() {
    int[] bases = bases(29, 3, 8, 4);
    bases[28] = 258;
    return bases;
  }

  private static int last(int[] bases, int value) {
    int symbol = bases.length - 1;
    while (bases[symbol] > value) {
      symbol--;
    }
    return symbol;
  }

  private static int[] bases(int symbols, int first, int plain, int group) {
    int[] bases = new int[symbols];
    int base = first;
    for (int symbol = 0; symbol < symbols; symbol++) {
      bases[symbol] = base;
      base += symbol < plain ? 1 : 1 << (symbol / group - 1);
    }
    return bases;
  }
}
