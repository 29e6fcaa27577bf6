package io.trailhouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Days of a month; each night counted as many events as the lake has of its day, 7. */
class DueNightsTest {

  private static final int LAST = 20;

  @Test
  void isTheLastDayAloneInANewLake() {
    assertThat(due(31, List.of(), List.of())).isEqualTo(List.of(20));
  }

  @Test
  void areAllSinceTheLastNight() {
    assertThat(due(31, List.of(16), List.of(16))).isEqualTo(List.of(17, 18, 19, 20));
  }

  @Test
  void areNoMoreThanMayBeMadeUpFor() {
    assertThat(due(2, List.of(16), List.of(16))).isEqualTo(List.of(19, 20));
  }

  @Test
  void areNoneIfAllAreMade() {
    assertThat(due(31, List.of(18, 19, 20), List.of(18, 19, 20))).isEqualTo(List.of());
  }

  @Test
  void areThoseWithoutAPage() {
    assertThat(due(31, List.of(18, 20), List.of(18, 19, 20))).isEqualTo(List.of(19));
  }

  @Test
  void areThoseThatALaterNightCameBefore() {
    assertThat(due(31, List.of(17, 19), List.of(17, 19))).isEqualTo(List.of(18, 20));
  }

  @Test
  void areNoneBeforeTheFirstNight() {
    assertThat(due(31, List.of(19), List.of(19))).isEqualTo(List.of(20));
  }

  @Test
  void areThoseWhoseEventsAreMore() {
    DueNights nights = nights(31, List.of(18, 19, 20), List.of(18, 19, 20));
    assertThat(nights.since(day(17), Map.of(day(18), 8L, day(19), 7L, day(20), 7L)))
        .containsExactly(day(18));
  }

  private static List<Integer> due(int mostDays, List<Integer> pages, List<Integer> reported) {
    DueNights nights = nights(mostDays, pages, reported);
    Map<LocalDate, Long> held =
        IntStream.rangeClosed(1, LAST)
            .boxed()
            .collect(Collectors.toMap(DueNightsTest::day, day -> 7L));
    return nights.since(nights.firstMissed().minusDays(3), held).stream()
        .map(LocalDate::getDayOfMonth)
        .toList();
  }

  private static DueNights nights(int mostDays, List<Integer> pages, List<Integer> reported) {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    days(reported).forEach(day -> counts.put(day, 7L));
    return new DueNights(
        day(LAST), days(pages).collect(Collectors.toCollection(TreeSet::new)), counts, mostDays);
  }

  private static Stream<LocalDate> days(List<Integer> days) {
    return days.stream().map(DueNightsTest::day);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 9, day);
  }
}
