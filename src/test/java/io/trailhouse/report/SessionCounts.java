package io.trailhouse.report;

import io.trailhouse.caller.Client;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of people's sittings; the archive tells who is behind whom. */
final class SessionCounts {

  private static final Duration PAUSE = Duration.ofMinutes(30);
  private static final Duration LOOK_BACK = Duration.ofHours(12);

  private SessionCounts() {}

  static List<Line> sessions(Scope scope) {
    Map<LocalDate, Set<String>> active =
        scope.events().stream()
            .collect(
                Collectors.groupingBy(
                    Counted::day, Collectors.mapping(Counted::actor, Collectors.toSet())));
    List<Line> lines = new ArrayList<>();
    active.forEach((day, actors) -> lines.addAll(ofDay(scope.archive(), day, actors)));
    return lines;
  }

  /** The sittings of some actors on a day, whatever the report is about besides. */
  private static List<Line> ofDay(Archive archive, LocalDate day, Set<String> actors) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Counted> seen =
        archive.events().stream()
            .filter(event -> !event.time().isBefore(start.minus(LOOK_BACK)))
            .filter(event -> !event.day().isAfter(day))
            .filter(event -> actors.contains(event.actor()))
            .sorted(Comparator.comparing(Counted::time))
            .toList();
    List<Line> lines = new ArrayList<>();
    Group.by(
            seen,
            new Group.Key("actor", Counted::actor),
            new Group.Key("client", event -> Client.of(event.agent()).client()),
            new Group.Key("platform", event -> Client.of(event.agent()).platform()))
        .values()
        .forEach(
            group -> {
              for (Group sitting : sittings(group.events())) {
                Group onDay =
                    new Group(
                        sitting.events().stream()
                            .filter(event -> event.day().equals(day))
                            .toList());
                Counted.@Nullable Person person =
                    onDay.events().isEmpty() ? null : onDay.events().get(0).person();
                if (person != null) {
                  lines.add(line(day, person, sitting, onDay, ofActor(seen, onDay)));
                }
              }
            });
    return lines;
  }

  /** A key that two callers had is told by the first of them. */
  private static Group ofActor(List<Counted> seen, Group some) {
    String actor = some.events().get(0).actor();
    return new Group(seen.stream().filter(event -> event.actor().equals(actor)).toList());
  }

  private static List<Group> sittings(List<Counted> events) {
    List<Group> sittings = new ArrayList<>();
    Instant last = Instant.MIN;
    for (Counted event : events) {
      if (last.equals(Instant.MIN) || event.time().isAfter(last.plus(PAUSE))) {
        sittings.add(new Group(new ArrayList<>()));
      }
      sittings.get(sittings.size() - 1).events().add(event);
      last = event.time();
    }
    return sittings;
  }

  private static Line line(
      LocalDate day, Counted.Person person, Group sitting, Group onDay, Group ofActor) {
    Counted one = onDay.events().get(0);
    return new Line()
        .with("event_date", day)
        .with("person", person.name())
        .with("person_rule", person.rule())
        .with("caller", ofActor.least(event -> event.caller().key()))
        .with("session_name", ofActor.least(event -> event.caller().sessionName()))
        .with("client", Client.of(one.agent()).client())
        .with("started", sitting.first())
        .with("ended", onDay.last())
        .with("duration_seconds", Duration.between(sitting.first(), onDay.last()).toSeconds())
        .with("events", onDay.count())
        .with("writes", onDay.writes())
        .with("errors", onDay.errors())
        .with("chained_to", person.chainedTo())
        .with("actor", one.actor());
  }
}
