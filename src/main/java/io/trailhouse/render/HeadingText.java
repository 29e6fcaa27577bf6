package io.trailhouse.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A page's heading in words. */
final class HeadingText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_VALUE = 200;

  private final PageHeading heading;

  HeadingText(PageHeading heading) {
    this.heading = heading;
  }

  /**
   * Values that reports were asked for.
   *
   * @param label what they are
   * @param values the values
   */
  record Filter(String label, List<String> values) {}

  String lake() {
    return PageText.of(heading.lake(), MOST_VALUE).text();
  }

  String window() {
    LocalDate last = heading.to().minusDays(1);
    return heading.from().equals(last)
        ? heading.from().toString()
        : "%s to %s".formatted(heading.from(), last);
  }

  String scope() {
    long days = ChronoUnit.DAYS.between(heading.from(), heading.to());
    String first = DAY.format(heading.from());
    return days == 1
        ? "%s, compared with the day before".formatted(first)
        : "%s to %s, compared with the %d days before"
            .formatted(first, DAY.format(heading.to().minusDays(1)), days);
  }

  List<Filter> filters() {
    return Stream.of(
            filter("accounts", heading.accounts()),
            filter("regions", heading.regions()),
            filter("event sources", heading.eventSources()),
            filter("callers", heading.callers()))
        .filter(filter -> !filter.values().isEmpty())
        .toList();
  }

  private static Filter filter(String label, List<String> values) {
    return new Filter(
        label, values.stream().map(value -> PageText.of(value, MOST_VALUE).text()).toList());
  }

  static String time(Instant time) {
    return TIME.format(time);
  }
}
