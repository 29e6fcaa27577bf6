package io.trailhouse.report;

import io.trailhouse.caller.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reports that sum up how APIs are used. */
final class ApiCounts {

  private ApiCounts() {}

  static List<Line> apis(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(scope.events(), Keys.SOURCE, Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("errors", group.errors())
                        .with("error_rate", group.share(Counted::failed))
                        .with("throttled", group.count(Counted::throttled))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> services(Scope scope) {
    List<Counted> events = scope.events();
    List<Line> lines = new ArrayList<>();
    Group.by(events, Keys.SOURCE)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("share", (double) group.count() / events.size())
                        .with("writes", group.writes())
                        .with("apis", group.different(Counted::name))
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("accounts", group.different(Counted::account))
                        .with("errors", group.errors())
                        .with("throttled", group.count(Counted::throttled))));
    return lines;
  }

  static List<Line> trend(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events(),
            new Group.Key("event_date", Counted::day),
            new Group.Key("hour", Counted::hour),
            new Group.Key(
                "event_category", event -> event.category() == null ? "unknown" : event.category()))
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("reads", group.count(Counted::reads))
                        .with("writes", group.writes())
                        .with("events", group.count())
                        .with("errors", group.errors())));
    return lines;
  }

  static List<Line> serviceDetail(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events(),
            Keys.SOURCE,
            Keys.NAME,
            Keys.CALLER,
            Keys.ERROR,
            new Group.Key("event_date", Counted::day))
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("writes", group.writes())
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> regions(Scope scope) {
    Set<String> callers =
        scope.events().stream().map(event -> event.caller().key()).collect(Collectors.toSet());
    List<Line> lines = new ArrayList<>();
    Group.by(scope.events(), Keys.REGION)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("writes", group.writes())
                        .with("errors", group.errors())
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("accounts", group.different(Counted::account))
                        .with("event_sources", group.different(Counted::source))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())
                        .with(
                            "first_use",
                            firstUse(scope.archive(), callers, line.cell("aws_region")))));
    return lines;
  }

  private static Instant firstUse(Archive archive, Set<String> callers, String region) {
    return new Group(
            archive.events().stream()
                .filter(event -> callers.contains(event.caller().key()))
                .filter(event -> region.equals(event.region()))
                .toList())
        .first();
  }

  static List<Line> userAgents(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events(),
            new Group.Key("client", event -> Client.of(event.agent()).client()),
            new Group.Key("version", event -> Client.of(event.agent()).version()),
            new Group.Key("platform", event -> Client.of(event.agent()).platform()))
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("callers", group.different(event -> event.caller().key()))
                        .with("caller_names", group.firstFive(event -> event.caller().name()))
                        .with("events", group.count())
                        .with("errors", group.errors())
                        .with("user_agents", group.different(Counted::agent))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> tls(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream()
                .filter(event -> event.text("/tlsDetails/tlsVersion") != null)
                .toList(),
            new Group.Key("tls_version", event -> event.text("/tlsDetails/tlsVersion")),
            new Group.Key("tls_key_exchange", event -> event.text("/tlsDetails/keyExchange")),
            new Group.Key("tls_cipher_suite", event -> event.text("/tlsDetails/cipherSuite")),
            Keys.SOURCE,
            Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("callers", group.different(event -> event.caller().key()))
                        .with("caller_names", group.firstFive(event -> event.caller().name()))
                        .with("events", group.count())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> networkActivity(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream()
                .filter(
                    event ->
                        "NetworkActivity".equals(event.category())
                            || event.text("/vpcEndpointId") != null)
                .toList(),
            new Group.Key("vpc_endpoint_id", event -> event.text("/vpcEndpointId")),
            new Group.Key("vpc_endpoint_account_id", event -> event.text("/vpcEndpointAccountId")),
            Keys.ACCOUNT,
            Keys.CATEGORY,
            Keys.SOURCE,
            Keys.NAME,
            Keys.ERROR)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> volume(Scope scope) {
    Map<Line, Group> kept = Group.by(scope.events(), Keys.SOURCE, Keys.NAME, Keys.CATEGORY);
    Map<String, List<Archive.Content>> dropped =
        scope.contents().stream()
            .filter(content -> content.again() > 0)
            .filter(content -> isBetween(scope.events(), content.delivery().day()))
            .collect(
                Collectors.groupingBy(
                    content ->
                        content.delivery().category().replace("Management", "Management or Data")));
    double all =
        kept.values().stream().mapToLong(ApiCounts::bytes).sum()
            + dropped.values().stream().mapToLong(ApiCounts::bytesAgain).sum();
    List<Line> lines = new ArrayList<>();
    kept.forEach(
        (line, group) ->
            lines.add(
                line.with("events", group.count())
                    .with("bytes", bytes(group))
                    .with("bytes_share", bytes(group) / all)
                    .with("duplicates", 0)));
    dropped.forEach(
        (category, contents) ->
            lines.add(
                new Line()
                    .with("event_source", null)
                    .with("event_name", "(second deliveries)")
                    .with("event_category", category)
                    .with("events", 0)
                    .with("bytes", bytesAgain(contents))
                    .with("bytes_share", bytesAgain(contents) / all)
                    .with(
                        "duplicates", contents.stream().mapToLong(Archive.Content::again).sum())));
    return lines;
  }

  /** Whether a day is from the first to the last one with events. */
  private static boolean isBetween(List<Counted> events, LocalDate day) {
    return events.stream().anyMatch(event -> !event.day().isAfter(day))
        && events.stream().anyMatch(event -> !event.day().isBefore(day));
  }

  private static long bytes(Group group) {
    return group.events().stream().mapToLong(Counted::bytes).sum();
  }

  private static long bytesAgain(List<Archive.Content> contents) {
    return (long)
        contents.stream()
            .mapToDouble(content -> (double) content.jsonBytes() * content.again() / content.read())
            .sum();
  }
}
