package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The numbers of the first screen, out of the one row of the report {@code overview}. */
final class Tiles {

  private static final String CALM = "calm";
  private static final String MILD = "mild";
  private static final String ALARM = "alarm";

  private final LocalDate lastDay;
  private final AnswerRow row;
  private final Map<String, ReportAnswer> byName;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * Those of a window.
   *
   * @param lastDay its last day
   * @param row what the report says
   * @param byName the answers that tiles may lead to
   */
  Tiles(LocalDate lastDay, AnswerRow row, Map<String, ReportAnswer> byName) {
    this.lastDay = lastDay;
    this.row = row;
    this.byName = byName;
  }

  /** Those whose numbers there are. */
  List<Tile> all() {
    add("Events", "events", CALM, againstBefore(), "usage-trend");
    add("Callers", "callers", CALM, some("people", "person", "people"), "callers");
    add("APIs", "apis", CALM, some("event_sources", "service", "services"), "apis");
    add("Accounts", "accounts", CALM, some("regions", "region", "regions"), "regions");
    add("New behaviours", "new_behaviours", MILD, "never seen before", "new-behaviour");
    add("Errors", "errors", CALM, shareOfEvents("errors"), "errors");
    add("Denied", "denied", CALM, shareOfEvents("denied"), "access-denied");
    add("Throttled", "throttled", CALM, shareOfEvents("throttled"), "throttling");
    add("By root", "root_events", ALARM, "events", "root-activity");
    add("Without MFA", "writes_without_mfa", ALARM, "changes by people", "without-mfa");
    add("Failed sign-ins", "failed_logins", MILD, "to the console", "console-logins");
    add(
        "Quarantined",
        "quarantined",
        ALARM,
        some("late_events", "late event", "late events"),
        "trail-health");
    addLastEvent();
    return tiles;
  }

  /** A number that should be nought is calm as long as it is. */
  private void add(String label, String column, String tone, String note, String report) {
    Long count = row.count(column);
    if (count != null) {
      tiles.add(
          new Tile(label, Numbers.plain(count), note, count == 0 ? CALM : tone, target(report)));
    }
  }

  private void addLastEvent() {
    Instant last = row.time("last_event");
    if (last != null) {
      Instant end = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      Duration silent = Duration.between(last, end);
      tiles.add(
          new Tile(
              "Last event",
              lastText(last),
              silent.isNegative() ? "" : span(silent) + " before the end",
              CALM,
              target("trail-health")));
    }
  }

  /** The time alone on the window's last day, where one expects it. */
  private String lastText(Instant last) {
    String text = HeadingText.time(last);
    String day = lastDay + " ";
    return text.startsWith(day) ? text.substring(day.length()) : text.substring(0, 16);
  }

  private static String span(Duration span) {
    if (span.toDays() > 1) {
      return span.toDays() + " days";
    }
    return span.toHours() > 0
        ? "%d h %d min".formatted(span.toHours(), span.toMinutesPart())
        : (span.toMinutes() > 0 ? span.toMinutes() + " min " : "") + span.toSecondsPart() + " s";
  }

  private String againstBefore() {
    Long events = row.count("events");
    Long before = row.count("events_before");
    if (events == null || before == null) {
      return "";
    }
    if (before == 0) {
      return "none in the window before";
    }
    double change = (double) (events - before) / before;
    if (Math.abs(change) < 0.0005) {
      return "as many as before";
    }
    return Numbers.percent(Math.abs(change))
        + (change > 0 ? " more than before" : " fewer than before");
  }

  private String shareOfEvents(String column) {
    Long events = row.count("events");
    Long part = row.count(column);
    return events == null || part == null || events == 0
        ? ""
        : Numbers.percent((double) part / events) + " of all events";
  }

  private String some(String column, String one, String many) {
    Long count = row.count(column);
    return count == null ? "" : Numbers.count(count, one, many);
  }

  private String target(String report) {
    ReportAnswer answer = byName.get(report);
    return answer == null ? "" : PageSection.idOf(answer.report());
  }
}
