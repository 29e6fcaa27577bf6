package io.trailhouse.record;

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

  private Timestamps() {}

  /** Microseconds since 1970 of the text; {@link #NONE} if it is no time. */
  static long parse(byte[] bytes, int start, int end) {
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
