package io.trailhouse.sample;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that falls the same way for the same seed. */
final class Dice {

  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final char[] LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
  private static final char[] MIXED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The dice of one part of a whole, which do not depend on the parts before it. */
  static Dice of(long seed, long part) {
    return new Dice(seed * 0x9E3779B97F4A7C15L + part * 0xD1B54A32D192ED03L);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of a few, of which the first come up far more often than the last. */
  <T> T pickEarly(List<T> choices) {
    double share = random.nextDouble();
    return choices.get((int) (share * share * choices.size()));
  }

  void hex(TextBuffer out, int digits) {
    long bits = 0;
    for (int i = 0; i < digits; i++) {
      if ((i & 15) == 0) {
        bits = random.nextLong();
      }
      out.add(HEX[(int) bits & 15]);
      bits >>>= 4;
    }
  }

  void letters(TextBuffer out, int count) {
    for (int i = 0; i < count; i++) {
      out.add(LETTERS[random.nextInt(LETTERS.length)]);
    }
  }

  void mixed(TextBuffer out, int count) {
    for (int i = 0; i < count; i++) {
      out.add(MIXED[random.nextInt(MIXED.length)]);
    }
  }

  void uuid(TextBuffer out) {
    hex(out, 8);
    out.add('-');
    hex(out, 4);
    out.add("-4");
    hex(out, 3);
    out.add("-8");
    hex(out, 3);
    out.add('-');
    hex(out, 12);
  }
}
