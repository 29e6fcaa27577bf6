package io.trailhouse.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reports that sum up what callers did. */
final class CallerCounts {

  private static final String KEY_ID = "/userIdentity/accessKeyId";
  private static final String SERVICE = "/userIdentity/invokedBy";
  private static final String DELEGATE = "/userIdentity/invokedByDelegate/accountId";
  private static final String SCOPE = "/userIdentity/inScopeOf/sourceArn";

  private CallerCounts() {}

  static List<Line> callers(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(scope.events(), Keys.CALLER)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("caller_kind", group.most(event -> event.caller().kind().label()))
                        .with("caller_name", group.most(event -> event.caller().name()))
                        .with("caller_account", group.most(event -> event.caller().account()))
                        .with("person", group.firstFive(Counted::personName))
                        .with("people", group.different(Counted::personName))
                        .with("events", group.count())
                        .with("writes", group.writes())
                        .with("errors", group.errors())
                        .with("error_rate", group.share(Counted::failed))
                        .with("apis", group.different(Counted::api))
                        .with("event_sources", group.different(Counted::source))
                        .with("regions", group.different(Counted::region))
                        .with("addresses", group.different(Counted::address))
                        .with("user_agents", group.different(Counted::agent))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> timeline(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events(),
            Keys.CALLER,
            new Group.Key("caller_name", event -> event.caller().name()),
            new Group.Key("hour", Counted::hour))
        .forEach(
            (line, group) ->
                lines.add(line.with("events", group.count()).with("errors", group.errors())));
    return lines;
  }

  static List<Line> accessKeys(Scope scope) {
    List<Counted> signed =
        scope.events().stream()
            .filter(event -> event.text(KEY_ID) != null && !"".equals(event.text(KEY_ID)))
            .toList();
    List<Line> lines = new ArrayList<>();
    Group.by(signed, new Group.Key("access_key_id", event -> event.text(KEY_ID)), Keys.CALLER)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with(
                            "credential_kind",
                            group.most(event -> event.caller().credentialKind().label()))
                        .with("person", group.most(Counted::personName))
                        .with("events", group.count())
                        .with("errors", group.errors())
                        .with("addresses", group.different(Counted::address))
                        .with("user_agents", group.different(Counted::agent))
                        .with("apis", group.different(Counted::api))
                        .with("regions", group.different(Counted::region))
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> crossAccount(Scope scope) {
    List<Counted> foreign =
        scope.events().stream()
            .filter(event -> event.caller().account() != null && event.account() != null)
            .filter(event -> !Objects.equals(event.caller().account(), event.account()))
            .toList();
    List<Line> lines = new ArrayList<>();
    Group.by(
            foreign,
            new Group.Key("caller_account", event -> event.caller().account()),
            Keys.ACCOUNT,
            Keys.CALLER,
            Keys.SOURCE,
            Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("events", group.count())
                        .with("errors", group.errors())
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> delegated(Scope scope) {
    List<Counted> delegated =
        scope.events().stream()
            .filter(
                event ->
                    event.text(SERVICE) != null
                        || event.text(DELEGATE) != null
                        || event.text(SCOPE) != null)
            .toList();
    List<Line> lines = new ArrayList<>();
    Group.by(
            delegated,
            new Group.Key("service", event -> event.text(SERVICE)),
            new Group.Key("delegate_account", event -> event.text(DELEGATE)),
            new Group.Key("source_arn", event -> event.text(SCOPE)),
            Keys.CALLER,
            Keys.SOURCE,
            Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(line.with("events", group.count()).with("errors", group.errors())));
    return lines;
  }

  static List<Line> addresses(Scope scope) {
    List<Counted> addressed =
        scope.events().stream().filter(event -> event.address() != null).toList();
    List<Line> lines = new ArrayList<>();
    Group.by(addressed, new Group.Key("source_ip_address", Counted::address))
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("address_kind", addressKind(line.cell("source_ip_address")))
                        .with("callers", group.different(event -> event.caller().key()))
                        .with("caller_names", group.firstFive(event -> event.caller().name()))
                        .with("accounts", group.different(Counted::account))
                        .with("events", group.count())
                        .with("errors", group.errors())
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  private static String addressKind(String address) {
    if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      int[] parts = Arrays.stream(address.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
      return isPrivate(parts[0], parts[1]) ? "private" : "public";
    }
    if (!address.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]+")) {
      return "service";
    }
    boolean isOwn = address.equals("::1") || address.matches("(?i)(f[cd]..|fe[89ab].):.*");
    return isOwn ? "private" : "public";
  }

  /** RFC 1918, loopback, link-local, and carriers' shared addresses. */
  private static boolean isPrivate(int first, int second) {
    return switch (first) {
      case 10, 127 -> true;
      case 100 -> second >= 64 && second <= 127;
      case 169 -> second == 254;
      case 172 -> second >= 16 && second <= 31;
      case 192 -> second == 168;
      default -> false;
    };
  }

  static List<Line> newBehaviour(Scope scope) {
    List<Line> lines = new ArrayList<>();
    newBehaviours(scope)
        .forEach(
            (behaviour, seen) ->
                lines.add(
                    new Line()
                        .with("kind", behaviour.kind())
                        .with("subject", behaviour.subject())
                        .with("value", behaviour.value())
                        .with("first_seen", seen.first())
                        .with("events", seen.events())));
    return lines;
  }

  /** When something was first seen, and how often in the window. */
  record Seen(Instant first, long events) {}

  /** What the window has that nothing before it had. */
  static Map<Behaviour, Seen> newBehaviours(Scope scope) {
    Map<Behaviour, Instant> ever = scope.archive().firstSeen();
    Map<Behaviour, Seen> found = new LinkedHashMap<>();
    for (Counted event : scope.events()) {
      for (Behaviour behaviour : Behaviour.of(event)) {
        Instant first = Objects.requireNonNull(ever.get(behaviour));
        LocalDate day = LocalDate.ofInstant(first, ZoneOffset.UTC);
        if (scope.isInside(day)) {
          Seen seen = found.get(behaviour);
          found.put(behaviour, new Seen(first, seen == null ? 1 : seen.events() + 1));
        }
      }
    }
    return found;
  }
}
