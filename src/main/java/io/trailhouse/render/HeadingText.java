package io.trailhouse.render;

import io.trailhouse.report.ReportWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A page's heading in words. */
final class HeadingText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_VALUE = 200;

  private final PageHeading heading;
  private final ReportWindow window;

  HeadingText(PageHeading heading) {
    this.heading = heading;
    this.window = heading.window();
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
    LocalDate last = window.to().minusDays(1);
    return window.from().equals(last) ? last.toString() : "%s to %s".formatted(window.from(), last);
  }

  String scope() {
    long days = ChronoUnit.DAYS.between(window.from(), window.to());
    String first = DAY.format(window.from());
    return days == 1
        ? "%s, compared with the day before".formatted(first)
        : "%s to %s, compared with the %d days before"
            .formatted(first, DAY.format(window.to().minusDays(1)), days);
  }

  List<Filter> filters() {
    return Stream.of(
            filter("accounts", window.accounts()),
            filter("regions", window.regions()),
            filter("event sources", window.eventSources()),
            filter("callers", window.callers()))
        .filter(filter -> !filter.values().isEmpty())
        .toList();
  }

  private static Filter filter(String label, Set<String> values) {
    return new Filter(
        label,
        values.stream().sorted().map(value -> PageText.of(value, MOST_VALUE).text()).toList());
  }

  static String time(Instant time) {
    return TIME.format(time);
  }
}
