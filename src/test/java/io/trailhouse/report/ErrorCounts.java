package io.trailhouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports on what went wrong. */
final class ErrorCounts {

  private ErrorCounts() {}

  static List<Line> errors(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream().filter(Counted::failed).toList(),
            Keys.ERROR,
            Keys.SOURCE,
            Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("errors", group.count())
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("message", group.least(Counted::message))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> accessDenied(Scope scope) {
    List<Counted> denied = scope.events().stream().filter(Counted::denied).toList();
    List<Line> lines = new ArrayList<>();
    Group.by(denied, Keys.CALLER, Keys.SOURCE, Keys.NAME, Keys.ERROR)
        .forEach(
            (line, group) -> {
              String caller = line.cell("caller");
              long apis =
                  denied.stream()
                      .filter(event -> event.caller().key().equals(caller))
                      .map(Counted::api)
                      .distinct()
                      .count();
              lines.add(
                  line.with("denied", group.count())
                      .with("apis_denied", apis)
                      .with("message", group.least(Counted::message))
                      .with("first_seen", group.first())
                      .with("last_seen", group.last()));
            });
    return lines;
  }

  static List<Line> throttling(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(scope.events(), Keys.SOURCE, Keys.NAME, Keys.CALLER)
        .forEach(
            (line, group) -> {
              if (group.count(Counted::throttled) > 0) {
                lines.add(
                    line.with("events", group.count())
                        .with("throttled", group.count(Counted::throttled))
                        .with("share", group.share(Counted::throttled))
                        .with("peak_per_minute", peak(group)));
              }
            });
    return lines;
  }

  private static long peak(Group group) {
    Map<?, Long> minutes =
        group.events().stream()
            .collect(Collectors.groupingBy(Counted::minute, Collectors.counting()));
    return minutes.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
