package io.trailhouse.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which nights are to be made, up to the last day that is over.
 *
 * @param last the last day that is over
 * @param pages the days that have a page
 * @param reported how many events the report on each day counted
 * @param mostDays how many days are made up for at most
 */
record DueNights(
    LocalDate last,
    NavigableSet<LocalDate> pages,
    NavigableMap<LocalDate, Long> reported,
    int mostDays) {

  /** Takes a copy of the pages, for the caller's grow with each night that is made. */
  DueNights {
    pages = new TreeSet<>(pages);
  }

  /** The day after the last night before the last day; that day itself if there was none. */
  LocalDate firstMissed() {
    NavigableSet<LocalDate> done = new TreeSet<>(pages);
    done.retainAll(reported.keySet());
    LocalDate before = done.lower(last);
    LocalDate first = before == null ? last : before.plusDays(1);
    return first.isBefore(earliest()) ? earliest() : first;
  }

  /**
   * The days since one that no night was made of, that have no page, or whose events are not as
   * many any more; none from before the first night.
   *
   * @param held how many events the lake has of each day that it has events of
   */
  List<LocalDate> since(LocalDate first, Map<LocalDate, Long> held) {
    return first.datesUntil(last.plusDays(1)).filter(day -> isDue(day, held)).toList();
  }

  private boolean isDue(LocalDate day, Map<LocalDate, Long> held) {
    Long events = reported.get(day);
    return events == null
        ? !day.isBefore(earliest()) && (reported.lowerKey(day) != null || day.equals(last))
        : !pages.contains(day) || !events.equals(held.getOrDefault(day, 0L));
  }

  private LocalDate earliest() {
    return last.minusDays(mostDays - 1L);
  }
}
