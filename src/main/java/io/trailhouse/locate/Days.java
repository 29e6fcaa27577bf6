package io.trailhouse.locate;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A run of days, which may be open at either end; in epoch days, because there is one for each
 * folder.
 *
 * @param from the first day
 * @param to the day after the last
 */
record Days(int from, int to) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final Days ALL = new Days(Integer.MIN_VALUE, Integer.MAX_VALUE);

  static Days between(@Nullable LocalDate from, @Nullable LocalDate to) {
    return new Days(
        from == null ? ALL.from : (int) from.toEpochDay(),
        to == null ? ALL.to : (int) to.toEpochDay());
  }

  static Days of(LocalDate day) {
    return between(day, day.plusDays(1));
  }

  boolean encloses(Days other) {
    return from <= other.from && other.to <= to;
  }

  boolean contains(LocalDate day) {
    return from <= day.toEpochDay() && day.toEpochDay() < to;
  }

  Days meet(Days other) {
    return new Days(Math.max(from, other.from), Math.min(to, other.to));
  }

  boolean isEmpty() {
    return from >= to;
  }

  boolean isOneDay() {
    return length() == 1;
  }

  long length() {
    return (long) to - from;
  }

  LocalDate first() {
    return LocalDate.ofEpochDay(from);
  }
}
