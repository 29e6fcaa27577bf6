package io.trailhouse.record;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What content hashes are keyed with, 256 bits. Each lake has a key of its own: whoever does not
 * know it cannot make a record that has the hash of another one.
 */
public record HashKey(long first, long second, long third, long fourth) implements Serializable {

  /** The key where no duplicates are dropped: hashes of it can be made to collide. */
  public static final HashKey PUBLIC = new HashKey(0, 0, 0, 0);

  private static final int HEX_DIGITS = 64;

  /** A key that nobody knows. */
  public static HashKey random() {
    SecureRandom random = new SecureRandom();
    return new HashKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /**
   * Reads what {@link #hex} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static HashKey parse(String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException("a hash key has 64 hexadecimal digits");
    }
    return new HashKey(
        HexFormat.fromHexDigitsToLong(hex, 0, 16),
        HexFormat.fromHexDigitsToLong(hex, 16, 32),
        HexFormat.fromHexDigitsToLong(hex, 32, 48),
        HexFormat.fromHexDigitsToLong(hex, 48, 64));
  }

  /** The key as 64 hexadecimal digits. */
  public String hex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }

  /** Not the key: what is printed may be logged. */
  @Override
  public String toString() {
    return "HashKey";
  }
}
