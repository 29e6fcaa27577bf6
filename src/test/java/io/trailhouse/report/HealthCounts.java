package io.trailhouse.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports on the trail itself, and what AWS says of it. */
final class HealthCounts {

  private HealthCounts() {}

  static List<Line> overview(Scope scope) {
    List<Counted> events = scope.events();
    Group all = new Group(events);
    return List.of(
        new Line()
            .with("events", events.size())
            .with("events_before", scope.before().events().size())
            .with("callers", all.different(event -> event.caller().key()))
            .with("people", all.different(Counted::personName))
            .with("accounts", all.different(Counted::account))
            .with("regions", all.different(Counted::region))
            .with("event_sources", all.different(Counted::source))
            .with("apis", all.different(Counted::api))
            .with("errors", all.errors())
            .with("denied", all.count(Counted::denied))
            .with("throttled", all.count(Counted::throttled))
            .with("root_events", SignInCounts.rootActivity(scope).size())
            .with("writes_without_mfa", all.count(Counted::writesWithoutMfa))
            .with(
                "failed_logins",
                all.count(event -> event.isConsoleLogin() && SignInCounts.hasFailed(event)))
            .with("new_behaviours", CallerCounts.newBehaviours(scope).size())
            .with(
                "quarantined", scope.contents().stream().mapToLong(HealthCounts::quarantined).sum())
            .with("late_events", all.count(Counted::late))
            .with("first_event", events.isEmpty() ? null : all.first())
            .with("last_event", events.isEmpty() ? null : all.last()));
  }

  private static long quarantined(Archive.Content content) {
    return content.damaged() ? content.bad() + 1L : content.bad();
  }

  static List<Line> trailHealth(Scope scope) {
    Map<Line, List<Archive.Content>> delivered = new LinkedHashMap<>();
    for (Archive.Content content : scope.contents()) {
      Delivery delivery = content.delivery();
      delivered
          .computeIfAbsent(
              place(delivery.account(), delivery.region(), delivery.category()),
              same -> new ArrayList<>())
          .add(content);
    }
    Map<Line, Group> seen = new LinkedHashMap<>();
    for (Counted event : scope.events()) {
      seen.computeIfAbsent(placeOf(event), same -> new Group(new ArrayList<>()))
          .events()
          .add(event);
    }
    Map<Line, Set<String>> sourcesBefore = new HashMap<>();
    List<Counted> before = scope.before().events();
    for (Counted event : before) {
      sourcesBefore
          .computeIfAbsent(placeOf(event), same -> new TreeSet<>())
          .add(String.valueOf(event.source()));
    }
    return Stream.concat(seen.keySet().stream(), delivered.keySet().stream())
        .distinct()
        .map(
            place -> {
              Line line = copy(place);
              addSeen(line, seen.get(place));
              addDelivered(line, delivered.get(place));
              return line.with(
                  "new_services",
                  before.isEmpty()
                      ? null
                      : newServices(seen.get(place), sourcesBefore.getOrDefault(place, Set.of())));
            })
        .toList();
  }

  private static Line placeOf(Counted event) {
    return place(event.account(), event.region(), event.category());
  }

  private static Line place(
      @Nullable String account, @Nullable String region, @Nullable String category) {
    return new Line()
        .with("recipient_account_id", account)
        .with("aws_region", region)
        .with("event_category", category);
  }

  private static Line copy(Line place) {
    return place(
        place.cell("recipient_account_id"), place.cell("aws_region"), place.cell("event_category"));
  }

  private static void addSeen(Line line, @Nullable Group group) {
    line.with("events", group == null ? 0 : group.count())
        .with("first_event", group == null ? null : group.first())
        .with("last_event", group == null ? null : group.last())
        .with("silent_hours", group == null ? null : silentHours(group))
        .with("lag_p50", group == null ? null : percentile(group, 0.5))
        .with("lag_p95", group == null ? null : percentile(group, 0.95))
        .with("lag_max", group == null ? null : lags(group).get(lags(group).size() - 1))
        .with("late_events", group == null ? 0 : group.count(Counted::late))
        .with("new_fields", group == null ? null : newFields(group));
  }

  private static long silentHours(Group group) {
    Instant first = group.first().truncatedTo(ChronoUnit.HOURS);
    long hours = ChronoUnit.HOURS.between(first, group.last()) + 1;
    return hours - group.different(Counted::hour);
  }

  private static List<Long> lags(Group group) {
    return group.events().stream()
        .map(Counted::lag)
        .filter(Objects::nonNull)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Between the two nearest, as far as the share reaches from one to the other. */
  private static double percentile(Group group, double share) {
    List<Long> lags = lags(group);
    double place = share * (lags.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return lags.get(below) + (place - below) * (lags.get(above) - lags.get(below));
  }

  private static void addDelivered(Line line, @Nullable List<Archive.Content> contents) {
    line.with("objects", contents == null ? null : contents.size())
        .with(
            "duplicates",
            contents == null ? null : contents.stream().mapToLong(Archive.Content::again).sum())
        .with(
            "quarantined",
            contents == null ? null : contents.stream().mapToLong(HealthCounts::quarantined).sum());
  }

  private static @Nullable String newFields(Group group) {
    Set<String> fields = new TreeSet<>();
    for (Counted event : group.events()) {
      event.json().fieldNames().forEachRemaining(fields::add);
    }
    fields.removeAll(KNOWN_FIELDS);
    return fields.isEmpty() ? null : String.join(", ", fields);
  }

  /** The fields that the documentation of CloudTrail's records knows. */
  private static final Set<String> KNOWN_FIELDS =
      Set.of(
          "eventVersion",
          "userIdentity",
          "eventTime",
          "eventSource",
          "eventName",
          "awsRegion",
          "sourceIPAddress",
          "userAgent",
          "errorCode",
          "errorMessage",
          "requestParameters",
          "responseElements",
          "additionalEventData",
          "requestID",
          "eventID",
          "eventId",
          "eventType",
          "apiVersion",
          "managementEvent",
          "readOnly",
          "resources",
          "recipientAccountId",
          "serviceEventDetails",
          "sharedEventID",
          "vpcEndpointId",
          "vpcEndpointAccountId",
          "eventCategory",
          "addendum",
          "sessionCredentialFromConsole",
          "eventContext",
          "edgeDeviceDetails",
          "tlsDetails",
          "insightDetails",
          "accountId",
          "timeWindow",
          "summary");

  private static @Nullable String newServices(@Nullable Group group, Set<String> before) {
    if (group == null) {
      return null;
    }
    Set<String> services =
        group.events().stream()
            .map(Counted::source)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    services.removeAll(before);
    return services.isEmpty() ? null : String.join(", ", services);
  }

  static List<Line> insights(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream().filter(event -> "Insight".equals(event.category())).toList(),
            new Group.Key(
                "shared_event_id",
                event ->
                    event.text("/sharedEventID") == null
                        ? event.id()
                        : event.text("/sharedEventID")),
            Keys.ACCOUNT)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("aws_region", group.most(Counted::region))
                        .with("insight_type", detail(group, "insightType"))
                        .with("event_source", detail(group, "eventSource"))
                        .with("event_name", detail(group, "eventName"))
                        .with("error_code", detail(group, "errorCode"))
                        .with("started", times(group, "Start").min(Instant::compareTo).orElse(null))
                        .with("ended", times(group, "End").max(Instant::compareTo).orElse(null))
                        .with("minutes", detail(group, "insightContext/statistics/insightDuration"))
                        .with(
                            "baseline_average",
                            average(group, "insightContext/statistics/baseline/average"))
                        .with(
                            "insight_average",
                            average(group, "insightContext/statistics/insight/average"))));
    return lines;
  }

  private static Stream<Instant> times(Group group, String state) {
    return group.events().stream()
        .filter(event -> state.equals(event.text("/insightDetails/state")))
        .map(Counted::time);
  }

  private static @Nullable String detail(Group group, String path) {
    return group.most(event -> event.text("/insightDetails/" + path));
  }

  private static @Nullable Double average(Group group, String path) {
    return group.events().stream()
        .map(event -> event.number("/insightDetails/" + path))
        .filter(Objects::nonNull)
        .max(Double::compareTo)
        .orElse(null);
  }
}
