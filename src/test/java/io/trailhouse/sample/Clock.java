package io.trailhouse.sample;

import java.time.LocalDate;

/** Seconds since 1970 as the texts that CloudTrail makes of them, always UTC. */
final class Clock {

  static final int SECONDS_OF_DAY = 86_400;

  private long day = Long.MIN_VALUE;
  private LocalDate date = LocalDate.EPOCH;
  private byte[] dateText = {};

  LocalDate date(long epochSecond) {
    turnTo(epochSecond);
    return date;
  }

  /** As in {@code 2026-09-28T23:58:01Z}, without what follows the seconds. */
  void add(TextBuffer out, long epochSecond, char between) {
    turnTo(epochSecond);
    int second = (int) Math.floorMod(epochSecond, (long) SECONDS_OF_DAY);
    out.add(dateText).add(between).addTwoDigits(second / 3600).add(':');
    out.addTwoDigits(second / 60 % 60).add(':').addTwoDigits(second % 60);
  }

  void add(TextBuffer out, long epochSecond) {
    add(out, epochSecond, 'T');
    out.add('Z');
  }

  private void turnTo(long epochSecond) {
    long newDay = Math.floorDiv(epochSecond, (long) SECONDS_OF_DAY);
    if (newDay != day) {
      day = newDay;
      date = LocalDate.ofEpochDay(newDay);
      TextBuffer text = new TextBuffer();
      text.add(date.toString());
      dateText = text.toBytes();
    }
  }
}
