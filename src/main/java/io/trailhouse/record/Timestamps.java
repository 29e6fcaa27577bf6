package io.trailhouse.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Times as they stand in trails, to microseconds. All are UTC unless they carry an offset: {@code
 * 2021-12-13T16:50:41Z}, the same with a fraction or an offset, {@code 2021-04-22
 * 23:20:10.000000000}, {@code 20131102T010628Z}.
 */
final class Timestamps {

  /** What is no time. */
  static final long NONE = Long.MIN_VALUE;

  /** Length of the form that AWS writes, {@code 2021-12-13T16:50:41Z}. */
  private static final int CANONICAL_LENGTH = 20;

  private static final long MICROS_PER_SECOND = 1_000_000L;

  /** The first second of year 1 and the last of year 9999: not every engine knows more. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The first eight bytes of the form that AWS writes, {@code 2021-12-}, without their digits. */
  private static final long DATE = 0x2d00_002d_0000_0000L;

  private static final long DATE_SEPARATORS = 0xff00_00ff_0000_0000L;

  /** The next eight, {@code 13T16:50}. */
  private static final long TIME = 0x0000_3a00_0054_0000L;

  private static final long TIME_SEPARATORS = 0x0000_ff00_00ff_0000L;

  /** The last four, {@code :41Z}. */
  private static final int REST = 0x5a00_003a;

  private static final int REST_SEPARATORS = 0xff00_00ff;

  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final long SIXES = 0x0606_0606_0606_0606L;
  private static final long HIGH_HALVES = 0xf0f0_f0f0_f0f0_f0f0L;
  private static final long DATE_FILLER = ZEROS & DATE_SEPARATORS;
  private static final long TIME_FILLER = ZEROS & TIME_SEPARATORS;
  private static final long REST_FILLER = ZEROS & ~0x00ff_ff00L;

  private Timestamps() {}

  /** Microseconds since 1970 of the text; {@link #NONE} if it is no time. */
  static long parse(byte[] bytes, int start, int end) {
    if (end - start == CANONICAL_LENGTH) {
      long micros = parseCanonical(bytes, start);
      if (micros != NONE) {
        return micros;
      }
    }
    boolean separated = end - start >= 19 && bytes[start + 4] == '-';
    int p = start;
    int year = digits(bytes, p, end, 4);
    p += separated ? 5 : 4;
    int month = digits(bytes, p, end, 2);
    p += separated ? 3 : 2;
    int day = digits(bytes, p, end, 2);
    p += 3;
    if (p > end || (bytes[p - 1] != 'T' && bytes[p - 1] != ' ' && bytes[p - 1] != 't')) {
      return NONE;
    }
    if (separated && bytes[start + 7] != '-') {
      return NONE;
    }
    int hour = digits(bytes, p, end, 2);
    p += separated ? 3 : 2;
    int minute = digits(bytes, p, end, 2);
    p += separated ? 3 : 2;
    int second = digits(bytes, p, end, 2);
    p += 2;
    if (separated && second >= 0 && (bytes[p - 3] != ':' || bytes[p - 6] != ':')) {
      return NONE;
    }
    if (!valid(year, month, day, hour, minute, second)) {
      return NONE;
    }
    long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
    return zoned(bytes, p, end, seconds);
  }

  /** Reads the form that nearly all times have in words of bytes; {@link #NONE} if it is not. */
  private static long parseCanonical(byte[] bytes, int start) {
    long date = (long) LONGS.get(bytes, start);
    long time = (long) LONGS.get(bytes, start + 8);
    int rest = (int) INTS.get(bytes, start + 16);
    if ((date & DATE_SEPARATORS) != DATE
        || (time & TIME_SEPARATORS) != TIME
        || (rest & REST_SEPARATORS) != REST
        || hasNoDigit((date & ~DATE_SEPARATORS) | DATE_FILLER)
        || hasNoDigit((time & ~TIME_SEPARATORS) | TIME_FILLER)
        || hasNoDigit((rest & 0x00ff_ff00L) | REST_FILLER)) {
      return NONE;
    }
    int year = pair(date, 0) * 100 + pair(date, 2);
    int month = pair(date, 5);
    int day = pair(time, 0);
    int hour = pair(time, 3);
    int minute = pair(time, 6);
    int second = pair(rest, 1);
    return valid(year, month, day, hour, minute, second)
        ? (epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second)
            * MICROS_PER_SECOND
        : NONE;
  }

  /** Whether any of eight bytes is no digit. */
  private static boolean hasNoDigit(long word) {
    return (((word & HIGH_HALVES) ^ ZEROS) | (((word + SIXES) & HIGH_HALVES) ^ ZEROS)) != 0;
  }

  /** The number that the digits at two bytes make. */
  private static int pair(long word, int at) {
    int shift = at * Byte.SIZE;
    return (int) ((word >>> shift) & 0xf) * 10 + (int) ((word >>> (shift + Byte.SIZE)) & 0xf);
  }

  /** Whether a text that was parsed is what the time would be written as again. */
  static boolean isCanonical(byte[] bytes, int start, int end) {
    return end - start == CANONICAL_LENGTH
        && bytes[end - 1] == 'Z'
        && bytes[start + 10] == 'T'
        && bytes[start + 17] < '6';
  }

  /** Days since 1970-01-01 of a time. */
  static int day(long micros) {
    return (int) Math.floorDiv(micros, 86_400L * MICROS_PER_SECOND);
  }

  /** Reads the fraction and the zone behind the seconds. */
  private static long zoned(byte[] bytes, int position, int end, long seconds) {
    int p = position;
    long micros = 0;
    if (p < end && (bytes[p] == '.' || bytes[p] == ',')) {
      p++;
      int first = p;
      long unit = MICROS_PER_SECOND / 10;
      while (p < end && isDigit(bytes[p])) {
        micros += (bytes[p] - '0') * unit;
        unit /= 10;
        p++;
      }
      if (p == first) {
        return NONE;
      }
    }
    long offset = offsetSeconds(bytes, p, end);
    if (offset == NONE || seconds - offset < FIRST_SECOND || seconds - offset > LAST_SECOND) {
      return NONE;
    }
    return (seconds - offset) * MICROS_PER_SECOND + micros;
  }

  private static long offsetSeconds(byte[] bytes, int p, int end) {
    int length = end - p;
    if (length == 0 || (length == 1 && (bytes[p] == 'Z' || bytes[p] == 'z'))) {
      return 0;
    }
    if (bytes[p] != '+' && bytes[p] != '-') {
      return NONE;
    }
    boolean colon = length == 6 && bytes[p + 3] == ':';
    if (!colon && length != 5) {
      return NONE;
    }
    int hours = digits(bytes, p + 1, end, 2);
    int minutes = digits(bytes, colon ? p + 4 : p + 3, end, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return NONE;
    }
    long seconds = hours * 3_600L + minutes * 60L;
    return bytes[p] == '-' ? -seconds : seconds;
  }

  private static boolean valid(int year, int month, int day, int hour, int minute, int second) {
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    int days = DAYS_IN_MONTH[month - 1] + (month == 2 && isLeap(year) ? 1 : 0);
    // Second 60 is a leap second, which ISO 8601 allows.
    return day <= days
        && hour >= 0
        && hour < 24
        && minute >= 0
        && minute < 60
        && second >= 0
        && second <= 60;
  }

  private static long epochDay(int year, int month, int day) {
    long y = year - 1L;
    long leapDays = y / 4 - y / 100 + y / 400;
    int before = DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0);
    return y * 365 + leapDays + before + day - 1 - 719_162;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** The number that some digits make; -1 if they are not all there. */
  private static int digits(byte[] bytes, int start, int end, int count) {
    if (start + count > end) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < start + count; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
