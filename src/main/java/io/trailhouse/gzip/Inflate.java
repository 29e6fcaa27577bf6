package io.trailhouse.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Decodes deflated data (RFC 1951), faster than the JDK, which calls zlib: it finds two literals by
 * one look-up and a match by two, copies eight bytes at a time, and seldom asks for the ends of
 * input and output.
 *
 * <p>What was decoded stands before the input in one array: with more arrays the compiled loop runs
 * out of registers.
 */
final class Inflate {

  /** How far back a match may reach (RFC 1951, 2). */
  private static final int HISTORY = 32 << 10;

  private static final int CAPACITY = 128 << 10;

  /** How far a copy, or the store of a literal, may go beyond its end. */
  private static final int OVERSHOOT = 64;

  /** Up to here there is room for a round of the fast loop and a symbol after it. */
  private static final int FULL = CAPACITY - 2 * InflateCodes.LONGEST_MATCH - 2 * OVERSHOOT;

  /**
   * Up to here there is input for a round, which takes 14 bytes at most and loads 8 behind them.
   */
  private static final int LAST_INPUT = CAPACITY + BitInput.END - 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Tables and buffers are too much to be made for each of many small objects. */
  private static final BlockingQueue<Inflate> IDLE =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private enum Block {
    NONE,
    STORED,
    CODED
  }

  private final byte[] bytes = new byte[CAPACITY + BitInput.CAPACITY];
  private final BitInput input = new BitInput(bytes, CAPACITY);
  private final InflateCodes ownCodes = new InflateCodes();

  private int handedOut;
  private int end;

  private Block block = Block.NONE;
  private boolean lastBlock;
  private int storedLeft;
  private InflateCodes codes = InflateCodes.FIXED;

  /** The length of a match of which the distance is still to be taken, or 0. */
  private int matchLength;

  private Inflate() {}

  /** One that nobody else uses until it is given back. */
  static Inflate borrow(InputStream in) {
    Inflate idle = IDLE.poll();
    Inflate inflate = idle == null ? new Inflate() : idle;
    inflate.input.start(in);
    inflate.start();
    return inflate;
  }

  /** Lets others use it; the borrower must not any more. */
  void giveBack() {
    input.start(InputStream.nullInputStream());
    IDLE.offer(this);
  }

  /** The stream that it decodes, for what is around the deflated data. */
  BitInput input() {
    return input;
  }

  /** Starts with the deflated data that is next in the input. */
  void start() {
    handedOut = 0;
    end = 0;
    block = Block.NONE;
    lastBlock = false;
    matchLength = 0;
  }

  /** Whether the deflated data has ended. */
  boolean ended() {
    return lastBlock && block == Block.NONE;
  }

  /** Hands out up to so many bytes of what was decoded; returns how many. */
  int take(byte[] target, int offset, int length) {
    int count = Math.min(length, end - handedOut);
    System.arraycopy(bytes, handedOut, target, offset, count);
    handedOut += count;
    return count;
  }

  /**
   * Decodes more, when everything was handed out. What was decoded before a failure can still be
   * taken, but nothing can be decoded after it.
   *
   * @throws CorruptGzipException if the data is damaged
   */
  void decode() throws IOException {
    makeRoom();
    while (end <= FULL && !ended()) {
      switch (block) {
        case NONE -> startBlock();
        case STORED -> copyStored();
        case CODED -> decodeCoded();
      }
    }
  }

  private void makeRoom() {
    int gone = Math.max(end - HISTORY, 0);
    System.arraycopy(bytes, gone, bytes, 0, end - gone);
    end -= gone;
    handedOut = end;
  }

  /** RFC 1951, 3.2.3. */
  private void startBlock() throws IOException {
    lastBlock = input.nextBits(1) != 0;
    switch (input.nextBits(2)) {
      case 0 -> startStored();
      case 1 -> {
        codes = InflateCodes.FIXED;
        block = Block.CODED;
      }
      case 2 -> {
        ownCodes.read(input);
        codes = ownCodes;
        block = Block.CODED;
      }
      default -> throw input.corrupt("a block is of no known type");
    }
  }

  /** RFC 1951, 3.2.4. */
  private void startStored() throws IOException {
    input.takeRestOfByte();
    storedLeft = input.nextBits(16);
    if (input.nextBits(16) != (~storedLeft & 0xffff)) {
      throw input.corrupt("the length of a stored block does not match its complement");
    }
    input.takeRestOfByte();
    block = Block.STORED;
  }

  private void copyStored() throws IOException {
    if (storedLeft > 0) {
      int count = input.nextBytes(end, Math.min(storedLeft, CAPACITY - end));
      end += count;
      storedLeft -= count;
    }
    if (storedLeft == 0) {
      block = Block.NONE;
    }
  }

  private void decodeCoded() throws IOException {
    decodeFast();
    decodeSymbol();
  }

  /**
   * Decodes as long as input and output are far from their ends, and up to a symbol that is out of
   * the ordinary. This is where the time goes: it does without fields, calls and needless branches,
   * and leaves to {@link #decodeSymbol} all that happens seldom.
   */
  private void decodeFast() {
    if (input.position > LAST_INPUT) {
      return;
    }
    byte[] mem = bytes;
    int[] table = codes.table();
    int p = input.position;
    long bits = input.bits;
    // Only the lowest six bits of it count, so that whole entries can be subtracted.
    int count = input.bitCount;
    int o = end;
    int length = 0;
    bits |= (long) LONGS.get(mem, p) << count;
    p += ~count >>> 3 & 7;
    count |= 56;
    int entry = table[(int) bits & InflateCodes.LITERAL_MASK];
    while (true) {
      if (p > LAST_INPUT || o > FULL) {
        length = 0;
        break;
      }
      // Written out for as many literals as the bits at hand hold, so that a round asks once.
      if (entry >= 0) {
        LONGS.set(mem, o, (long) (entry >>> InflateCodes.VALUE));
        o += 1 + (entry >>> InflateCodes.PAIR);
        bits >>>= entry;
        count -= entry;
        entry = table[(int) bits & InflateCodes.LITERAL_MASK];
        if (entry >= 0) {
          LONGS.set(mem, o, (long) (entry >>> InflateCodes.VALUE));
          o += 1 + (entry >>> InflateCodes.PAIR);
          bits >>>= entry;
          count -= entry;
          entry = table[(int) bits & InflateCodes.LITERAL_MASK];
          if (entry >= 0) {
            LONGS.set(mem, o, (long) (entry >>> InflateCodes.VALUE));
            o += 1 + (entry >>> InflateCodes.PAIR);
            bits >>>= entry;
            count -= entry;
            bits |= (long) LONGS.get(mem, p) << count;
            p += ~count >>> 3 & 7;
            count |= 56;
            entry = table[(int) bits & InflateCodes.LITERAL_MASK];
            continue;
          }
        }
      }
      if ((entry & InflateCodes.NO_LENGTH) != 0) {
        length = 0;
        break;
      }
      length = (entry >>> InflateCodes.VALUE & InflateCodes.LENGTH_MASK) + extra(bits, entry);
      bits >>>= entry;
      count -= entry;
      if ((count & 63) < 28) {
        bits |= (long) LONGS.get(mem, p) << count;
        p += ~count >>> 3 & 7;
        count |= 56;
      }
      entry = table[InflateCodes.DISTANCES + ((int) bits & InflateCodes.DISTANCE_MASK)];
      if (entry < 0) {
        break;
      }
      int distance = (entry >>> InflateCodes.VALUE) + extra(bits, entry);
      int from = o - distance;
      if (from < 0 || distance < length) {
        break;
      }
      bits >>>= entry;
      count -= entry;
      bits |= (long) LONGS.get(mem, p) << count;
      p += ~count >>> 3 & 7;
      count |= 56;
      LONGS.set(mem, o, (long) LONGS.get(mem, from));
      LONGS.set(mem, o + 8, (long) LONGS.get(mem, from + 8));
      LONGS.set(mem, o + 16, (long) LONGS.get(mem, from + 16));
      LONGS.set(mem, o + 24, (long) LONGS.get(mem, from + 24));
      LONGS.set(mem, o + 32, (long) LONGS.get(mem, from + 32));
      LONGS.set(mem, o + 40, (long) LONGS.get(mem, from + 40));
      LONGS.set(mem, o + 48, (long) LONGS.get(mem, from + 48));
      LONGS.set(mem, o + 56, (long) LONGS.get(mem, from + 56));
      if (length > 64) {
        System.arraycopy(mem, from + 64, mem, o + 64, length - 64);
      }
      o += length;
      entry = table[(int) bits & InflateCodes.LITERAL_MASK];
    }
    input.position = p;
    input.bits = bits;
    input.bitCount = count & 63;
    end = o;
    matchLength = length;
  }

  /** Decodes one literal, one match or the end of the block (RFC 1951, 3.2.3). */
  private void decodeSymbol() throws IOException {
    int length = matchLength;
    matchLength = 0;
    if (length == 0) {
      input.refill();
      int entry = codes.literalOrLength(input.bits);
      if (entry >= 0) {
        input.take(entry >>> 8 & 0xf);
        bytes[end++] = (byte) (entry >>> InflateCodes.VALUE);
        return;
      }
      length = (entry >>> InflateCodes.VALUE & InflateCodes.LENGTH_MASK) + extra(input.bits, entry);
      input.take(entry & 0x3f);
      if ((entry & InflateCodes.END_OF_BLOCK) != 0) {
        block = Block.NONE;
        return;
      }
      if ((entry & InflateCodes.NO_LENGTH) != 0) {
        throw input.corrupt("no literal or length has this code");
      }
    }
    copyMatch(length);
  }

  private void copyMatch(int length) throws IOException {
    input.refill();
    int entry = codes.distance(input.bits);
    int distance = (entry >>> InflateCodes.VALUE) + extra(input.bits, entry);
    input.take(entry & 0x3f);
    if (entry < 0) {
      throw input.corrupt("no distance has this code");
    }
    if (distance > end) {
      throw input.corrupt("a distance reaches back before the start");
    }
    int from = end - distance;
    int left = length;
    while (left > 0) {
      // What was just copied continues the source if that is shorter than the match.
      int count = Math.min(left, end - from);
      System.arraycopy(bytes, from, bytes, end, count);
      end += count;
      left -= count;
    }
  }

  /** The value of the bits that stand behind the code, and belong to its symbol. */
  private static int extra(long bits, int entry) {
    return (int) ((bits & ~(-1L << entry)) >>> (entry >>> 8));
  }
}
