package io.trailhouse.gzip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.gzip.Inflated.End;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK inflates, and where it stops at damage, is the measure. */
class InflateTest {

  private static final int END_OF_BLOCK = 256;

  /** What the data that a test makes up stands for. */
  private static final class Content {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    void append(byte... more) {
      if (length + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
      }
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
    }

    void copy(int count, int distance) {
      for (int i = 0; i < count; i++) {
        append(bytes[length - distance]);
      }
    }

    int length() {
      return length;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, length);
    }

    String text() {
      return new String(bytes, 0, length, ISO_8859_1);
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void inflatesWhateverTheJdkDeflates(byte[] content) {
    List<Inflated> inflated = new ArrayList<>();
    for (int level = 0; level <= 9; level++) {
      for (int strategy :
          new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
        inflated.add(Inflated.of(gzip(content, level, strategy, Deflater.NO_FLUSH, 1 << 20)));
      }
    }
    assertThat(inflated).containsOnly(Inflated.whole(content));
  }

  static Stream<byte[]> contents() {
    Random random = new Random(1);
    byte[] noise = new byte[200_000];
    random.nextBytes(noise);
    byte[] few = new byte[300_000];
    for (int i = 0; i < few.length; i++) {
      few[i] = (byte) (3 * random.nextInt(12));
    }
    return Stream.of(
        new byte[0],
        new byte[] {-1},
        "ab".getBytes(UTF_8),
        SampleText.file(1).getBytes(UTF_8),
        SampleText.file(1_500).getBytes(UTF_8),
        noise,
        few,
        new byte[1_000_000],
        "abcdefg".repeat(50_000).getBytes(UTF_8),
        mixed(new Random(2), 400_000));
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void inflatesInPiecesOfAnySize(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] content = mixed(random, random.nextInt(1 << random.nextInt(19)));
    int[] flushes = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};
    byte[] gzip =
        gzip(
            content,
            random.nextInt(10),
            random.nextInt(3),
            flushes[random.nextInt(3)],
            1 + random.nextInt(1 << random.nextInt(18)));
    assertThat(Inflated.inPieces(gzip, random, 1 << random.nextInt(18)))
        .isEqualTo(Inflated.whole(content));
  }

  @Test
  void copiesFromEveryDistance() {
    byte[] history = new byte[32 << 10];
    new Random(3).nextBytes(history);
    DeflateBits deflated = new DeflateBits().stored(false, history).fixedBlock(true);
    Content content = new Content();
    content.append(history);
    Random random = new Random(4);
    for (int distance = 1; distance <= 32 << 10; distance++) {
      match(deflated, content, 3 + random.nextInt(256), distance);
    }
    match(deflated, content, 258, 32 << 10);
    assertInflates(deflated.fixedSymbol(END_OF_BLOCK), content);
  }

  @Test
  void copiesFromTheFarthestDistanceOverAndOver() {
    byte[] history = new byte[32 << 10];
    new Random(6).nextBytes(history);
    DeflateBits deflated = new DeflateBits().stored(false, history).fixedBlock(true);
    Content content = new Content();
    content.append(history);
    for (int i = 0; i < 5_000; i++) {
      match(deflated, content, 258 - i % 2, 32 << 10);
    }
    assertInflates(deflated.fixedSymbol(END_OF_BLOCK), content);
  }

  @Test
  void copiesEveryLengthFromNearbyOverItself() {
    DeflateBits deflated = new DeflateBits().fixedBlock(true);
    Content content = new Content();
    for (int literal = 0; literal < 256; literal++) {
      deflated.fixedSymbol(literal);
      content.append((byte) literal);
    }
    for (int length = 3; length <= 258; length++) {
      for (int distance = 1; distance <= 70; distance++) {
        match(deflated, content, length, distance);
        deflated.fixedSymbol(distance);
        content.append((byte) distance);
      }
    }
    assertInflates(deflated.fixedSymbol(END_OF_BLOCK), content);
  }

  @Test
  void copiesFromBeforeAStoredBlockAndAcrossBlocks() {
    DeflateBits deflated = new DeflateBits().fixedBlock(false).fixedSymbol('a').fixedSymbol('b');
    deflated.fixedSymbol(END_OF_BLOCK).stored(false, "cd".getBytes(UTF_8));
    deflated.stored(false, new byte[0]).fixedBlock(true).fixedMatch(10, 4);
    assertInflates(deflated.fixedSymbol(END_OF_BLOCK), "abcdabcdabcdab");
  }

  @Test
  void takesAStoredBlockOfTheGreatestLengthTimeAndAgain() {
    byte[] stored = new byte[65_535];
    new Random(5).nextBytes(stored);
    DeflateBits deflated = new DeflateBits();
    Content content = new Content();
    for (int i = 0; i < 8; i++) {
      deflated.stored(i == 7, stored);
      content.append(stored);
    }
    assertInflates(deflated, content);
  }

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void inflatesBlocksOfAnyCodes(@ForAll long seed) {
    Random random = new Random(seed);
    DeflateBits deflated = new DeflateBits();
    Content content = new Content();
    int blocks = 1 + random.nextInt(4);
    for (int block = 1; block <= blocks; block++) {
      randomBlock(deflated, content, random, block == blocks);
    }
    byte[] gzip = deflated.gzip(content.bytes());
    assertThat(List.of(Inflated.of(gzip), Inflated.inPieces(gzip, random, 100)))
        .containsOnly(Inflated.whole(content.bytes()));
  }

  @Test
  void takesABlockWhoseOnlyDistanceHasACodeOfOneBit() {
    int[] distances = new int[4];
    distances[3] = 1;
    DeflateBits deflated = new DeflateBits().dynamicBlock(true, abcAndLength3(), distances);
    deflated.code(0, 2).code(1, 2).code(0, 2).code(1, 2).code(3, 2).code(0, 1).code(2, 2);
    assertInflates(deflated, "abababa");
  }

  @Test
  void takesABlockWithoutDistances() {
    DeflateBits deflated = new DeflateBits().dynamicBlock(true, abcAndLength3(), new int[1]);
    assertInflates(deflated.code(1, 2).code(0, 2).code(2, 2), "ba");
  }

  @Test
  void takesABlockThatHasNothingButItsEnd() {
    int[] literals = new int[257];
    literals[END_OF_BLOCK] = 1;
    assertInflates(new DeflateBits().dynamicBlock(true, literals, new int[1]).number(0, 1), "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void refuses(String what, DeflateBits deflated, String message) {
    // What follows is long enough for the fast loop, and short enough for the slow one.
    for (int padding : new int[] {0, 100}) {
      byte[] gzip =
          Arrays.copyOf(deflated.gzip(new byte[0]), 40 + deflated.deflated().length + padding);
      assertThat(Inflated.byJdk(gzip).end()).as(what).isNotEqualTo(End.WHOLE);
      assertThatThrownBy(() -> new Gunzip(new ByteArrayInputStream(gzip)).readAllBytes())
          .isInstanceOfSatisfying(
              CorruptGzipException.class, e -> assertThat(e.truncated()).isFalse())
          .hasMessageEndingWith(": " + message);
    }
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of("block type 3", new DeflateBits().number(7, 3), "a block is of no known type"),
        Arguments.of(
            "stored length",
            new DeflateBits().number(1, 3).align().number(5, 16).number(5, 16),
            "the length of a stored block does not match its complement"),
        Arguments.of(
            "a distance before the start",
            new DeflateBits().fixedBlock(true).fixedSymbol('a').fixedMatch(3, 2),
            "a distance reaches back before the start"),
        Arguments.of(
            "length symbol 286",
            new DeflateBits().fixedBlock(true).fixedSymbol(286),
            "no literal or length has this code"),
        Arguments.of(
            "distance symbol 30",
            new DeflateBits().fixedBlock(true).fixedSymbol('a').fixedSymbol(257).code(30, 5),
            "no distance has this code"),
        Arguments.of(
            "287 literals and lengths",
            new DeflateBits().number(5, 3).number(30, 5).number(0, 5).number(0, 4),
            "a block has too many codes"),
        Arguments.of(
            "31 distances",
            new DeflateBits().number(5, 3).number(0, 5).number(30, 5).number(0, 4),
            "a block has too many codes"),
        Arguments.of(
            "code lengths over-subscribed",
            codeLengthCode(1, 1, 1),
            "a block's code lengths have no valid code"),
        Arguments.of(
            "code lengths incomplete",
            codeLengthCode(2, 2, 2),
            "a block's code lengths have no valid code"),
        Arguments.of(
            "code lengths with one code",
            codeLengthCode(1, 0, 0),
            "a block's code lengths have no valid code"),
        Arguments.of(
            "code lengths without a code",
            codeLengthCode(0, 0, 0),
            "a block's code lengths have no valid code"),
        Arguments.of(
            "a repeated length without one",
            dynamicHeader().codeLength(16).number(0, 2),
            "the first code length of a block repeats one before it"),
        Arguments.of(
            "more code lengths than codes",
            dynamicHeader().codeLength(18).number(127, 7).codeLength(18).number(127, 7),
            "a block has more code lengths than codes"),
        Arguments.of(
            "no end of block",
            new DeflateBits().dynamicBlock(true, lengths(257, 1, 1), new int[] {1, 1}),
            "a block has no code for its end"),
        Arguments.of(
            "literals over-subscribed",
            new DeflateBits().dynamicBlock(true, withEnd(lengths(257, 1, 1), 1), new int[] {1, 1}),
            "a block's literals and lengths have no valid code"),
        Arguments.of(
            "literals incomplete",
            new DeflateBits().dynamicBlock(true, withEnd(lengths(257, 2, 2), 2), new int[] {1, 1}),
            "a block's literals and lengths have no valid code"),
        Arguments.of(
            "distances over-subscribed",
            new DeflateBits().dynamicBlock(true, withEnd(lengths(257, 1), 1), new int[] {1, 1, 15}),
            "a block's distances have no valid code"),
        Arguments.of(
            "distances incomplete",
            new DeflateBits().dynamicBlock(true, withEnd(lengths(257, 1), 1), new int[] {1, 2}),
            "a block's distances have no valid code"),
        Arguments.of(
            "the other bit of the only literal's code",
            new DeflateBits().dynamicBlock(true, withEnd(new int[257], 1), new int[1]).number(1, 1),
            "no literal or length has this code"),
        Arguments.of(
            "the other bit of the only distance's code",
            new DeflateBits()
                .dynamicBlock(true, abcAndLength3(), new int[] {1})
                .code(0, 2)
                .code(3, 2)
                .code(1, 1),
            "no distance has this code"),
        Arguments.of(
            "a match in a block without distances",
            new DeflateBits()
                .dynamicBlock(true, abcAndLength3(), new int[1])
                .code(0, 2)
                .code(3, 2)
                .code(0, 1),
            "no distance has this code"));
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void givesAllThatACutFileHolds(byte[] gzip) {
    for (int length = 10; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      assertThat(Inflated.of(cut)).as("%d bytes", length).isEqualTo(Inflated.byJdk(cut));
    }
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void stopsAtAFlippedBitWhereTheJdkDoes(byte[] gzip) {
    for (int bit = 80; bit < 8 * gzip.length; bit++) {
      byte[] flipped = gzip.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Inflated.of(flipped)).as("bit %d", bit).isEqualTo(Inflated.byJdk(flipped));
    }
  }

  static Stream<byte[]> smallFiles() {
    byte[] json = SampleText.file(2).getBytes(UTF_8);
    byte[] mixed = mixed(new Random(8), 600);
    DeflateBits anyCodes = new DeflateBits();
    Content content = new Content();
    randomBlock(anyCodes, content, new Random(9), false);
    randomBlock(anyCodes, content, new Random(10), true);
    return Stream.of(
        gzip(json, 6, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, 1 << 20),
        gzip(json, 9, Deflater.HUFFMAN_ONLY, Deflater.NO_FLUSH, 1 << 20),
        gzip(json, 1, Deflater.DEFAULT_STRATEGY, Deflater.FULL_FLUSH, 90),
        gzip(mixed, 6, Deflater.FILTERED, Deflater.SYNC_FLUSH, 100),
        gzip(mixed, 0, Deflater.DEFAULT_STRATEGY, Deflater.SYNC_FLUSH, 200),
        gzip("aaaaaaaaaaaaaaaaaaaab".getBytes(UTF_8), 6, 0, Deflater.NO_FLUSH, 99),
        anyCodes.gzip(content.bytes()));
  }

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void stopsAtAnyDamageWhereTheJdkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] content = mixed(random, 1 << random.nextInt(17));
    byte[] gzip = gzip(content, random.nextInt(10), random.nextInt(3), 0, 1 << 20);
    for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
      gzip[10 + random.nextInt(gzip.length - 10)] = (byte) random.nextInt(256);
    }
    Inflated inflated = Inflated.inPieces(gzip, random, 1 << random.nextInt(17));
    assertThat(inflated).isEqualTo(byJdk(gzip, inflated.end()));
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void takesAnyBytesAsTheJdkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(400)];
    random.nextBytes(noise);
    if (noise.length > 0 && random.nextBoolean()) {
      // A last block with codes of its own, which noise seldom starts.
      noise[0] = (byte) ((noise[0] & 0xf8) | 5);
    }
    byte[] gzip = new DeflateBits().gzip(new byte[0]);
    byte[] file = Arrays.copyOf(gzip, 10 + noise.length);
    System.arraycopy(noise, 0, file, 10, noise.length);
    Inflated inflated = Inflated.of(file);
    assertThat(inflated).isEqualTo(byJdk(file, inflated.end()));
  }

  /** It does not see at once that code lengths have no code at all; the file may end before. */
  private static Inflated byJdk(byte[] gzip, End otherwise) {
    Inflated inflated = Inflated.byJdk(gzip);
    return inflated.end() == End.TRUNCATED && otherwise == End.CORRUPT
        ? new Inflated(inflated.content(), otherwise)
        : inflated;
  }

  private static void assertInflates(DeflateBits deflated, String content) {
    assertThat(Inflated.of(deflated.gzip(content.getBytes(ISO_8859_1))))
        .isEqualTo(new Inflated(content, End.WHOLE));
  }

  private static void assertInflates(DeflateBits deflated, Content content) {
    assertInflates(deflated, content.text());
  }

  private static void match(DeflateBits deflated, Content content, int length, int distance) {
    deflated.fixedMatch(length, distance);
    content.copy(length, distance);
  }

  /** Codes of two bits for a, b, the end and a match of length 3. */
  private static int[] abcAndLength3() {
    int[] lengths = new int[258];
    lengths['a'] = 2;
    lengths['b'] = 2;
    lengths[END_OF_BLOCK] = 2;
    lengths[257] = 2;
    return lengths;
  }

  private static int[] lengths(int count, int... first) {
    return Arrays.copyOf(first, count);
  }

  private static int[] withEnd(int[] lengths, int length) {
    lengths[END_OF_BLOCK] = length;
    return lengths;
  }

  private static DeflateBits dynamicHeader() {
    return new DeflateBits().dynamicHeader(true, 257, 1);
  }

  /** A block that declares the lengths of three codes for code lengths. */
  private static DeflateBits codeLengthCode(int... lengths) {
    DeflateBits block = new DeflateBits().number(5, 3).number(0, 5).number(0, 5).number(0, 4);
    for (int length : lengths) {
      block.number(length, 3);
    }
    return block.number(0, 3);
  }

  /** Writes a block of random symbols in a random code, which has codes of up to 15 bits. */
  private static void randomBlock(
      DeflateBits deflated, Content content, Random random, boolean last) {
    int[] literals = randomLengths(random, 286, 2 + random.nextInt(285), END_OF_BLOCK);
    int[] distances = randomLengths(random, 30, random.nextInt(31), 0);
    int[] literalCodes = DeflateBits.codes(literals);
    int[] distanceCodes = DeflateBits.codes(distances);
    deflated.dynamicBlock(last, literals, distances);
    for (int i = random.nextInt(3_000); i > 0; i--) {
      int symbol = random.nextInt(286);
      if (symbol == END_OF_BLOCK || literals[symbol] == 0) {
        continue;
      }
      int distanceSymbol = random.nextInt(30);
      int extra = random.nextInt(1 << DeflateBits.distanceExtraBits(distanceSymbol));
      int distance = DeflateBits.DISTANCE_BASES[distanceSymbol] + extra;
      if (symbol < END_OF_BLOCK) {
        deflated.code(literalCodes[symbol], literals[symbol]);
        content.append((byte) symbol);
      } else if (distances[distanceSymbol] > 0 && distance <= content.length()) {
        int lengthBits = DeflateBits.lengthExtraBits(symbol - 257);
        int lengthExtra = random.nextInt(1 << lengthBits);
        deflated.code(literalCodes[symbol], literals[symbol]).number(lengthExtra, lengthBits);
        deflated.code(distanceCodes[distanceSymbol], distances[distanceSymbol]);
        deflated.number(extra, DeflateBits.distanceExtraBits(distanceSymbol));
        content.copy(DeflateBits.LENGTH_BASES[symbol - 257] + lengthExtra, distance);
      }
    }
    deflated.code(literalCodes[END_OF_BLOCK], literals[END_OF_BLOCK]);
  }

  /** The lengths of a complete code of so many symbols; one of them is given. */
  private static int[] randomLengths(Random random, int symbols, int used, int given) {
    int[] lengths = new int[symbols];
    List<Integer> leaves = new ArrayList<>(used == 1 ? List.of(1) : List.of(0));
    boolean deep = random.nextBoolean();
    while (leaves.size() < used) {
      int leaf = random.nextInt(leaves.size());
      leaf = deep ? Math.max(leaf, leaves.size() - 3) : leaf;
      int length = leaves.get(leaf);
      if (length < 15) {
        leaves.set(leaf, length + 1);
        leaves.add(length + 1);
      } else {
        deep = false;
      }
    }
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, symbols).filter(s -> s != given).boxed().toList());
    Collections.shuffle(order, random);
    order.add(0, given);
    for (int i = 0; i < used; i++) {
      lengths[order.get(i)] = leaves.get(i);
    }
    return lengths;
  }

  /** Text, noise, runs and copies of what was before, in turn. */
  private static byte[] mixed(Random random, int length) {
    byte[] json = SampleText.file(20).getBytes(UTF_8);
    byte[] bytes = new byte[length];
    int end = 0;
    while (end < length) {
      int count = Math.min(length - end, 1 + random.nextInt(1 << random.nextInt(13)));
      int kind = random.nextInt(4);
      byte run = (byte) random.nextInt(256);
      int distance = 1 + random.nextInt(Math.min(40_000, end + 1));
      int start = random.nextInt(json.length);
      for (int i = 0; i < count; i++, end++) {
        bytes[end] =
            switch (kind) {
              case 0 -> json[(start + i) % json.length];
              case 1 -> (byte) random.nextInt(256);
              case 2 -> run;
              default -> end >= distance ? bytes[end - distance] : 0;
            };
      }
    }
    return bytes;
  }

  /** A gzip file whose data was flushed after each piece of so many bytes. */
  private static byte[] gzip(byte[] content, int level, int strategy, int flush, int piece) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    DeflateBits deflated = new DeflateBits();
    for (int start = 0; start < content.length; start += piece) {
      deflater.setInput(content, start, Math.min(piece, content.length - start));
      drain(deflater, flush, deflated);
    }
    deflater.finish();
    while (!deflater.finished()) {
      drain(deflater, Deflater.NO_FLUSH, deflated);
    }
    deflater.end();
    return deflated.gzip(content);
  }

  private static void drain(Deflater deflater, int flush, DeflateBits deflated) {
    byte[] buffer = new byte[1 << 16];
    int count = 1;
    // The first call may do no more than set the strategy.
    while (count > 0 || !deflater.needsInput()) {
      count = deflater.deflate(buffer, 0, buffer.length, flush);
      deflated.bytes(buffer, count);
    }
  }
}
