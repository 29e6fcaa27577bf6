package io.trailhouse.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports on what was touched. */
final class ResourceCounts {

  private ResourceCounts() {}

  static List<Line> dataAccess(Scope scope) {
    Map<String, Set<Counted>> touched = new LinkedHashMap<>();
    for (Counted event : scope.events()) {
      for (Counted.Resource resource : event.resources()) {
        String name = resource.name();
        if ("Data".equals(event.category()) && name != null) {
          touched.computeIfAbsent(name, same -> new LinkedHashSet<>()).add(event);
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    touched.forEach(
        (resource, events) ->
            Group.by(events, Keys.SOURCE, Keys.NAME)
                .forEach(
                    (line, group) ->
                        lines.add(
                            line.with("resource", resource)
                                .with("resource_type", group.most(event -> type(event, resource)))
                                .with("events", group.count())
                                .with("callers", group.different(event -> event.caller().key()))
                                .with("errors", group.errors())
                                .with("bytes_in", bytes(group, "bytesTransferredIn"))
                                .with("bytes_out", bytes(group, "bytesTransferredOut"))
                                .with("last_seen", group.last()))));
    return lines;
  }

  private static @Nullable String type(Counted event, String resource) {
    return event.resources().stream()
        .filter(one -> resource.equals(one.name()))
        .map(Counted.Resource::type)
        .filter(Objects::nonNull)
        .max(String::compareTo)
        .orElse(null);
  }

  private static @Nullable Long bytes(Group group, String member) {
    Long sum = null;
    for (Counted event : group.events()) {
      Double bytes = event.number("/additionalEventData/" + member);
      if (bytes != null) {
        sum = (sum == null ? 0 : sum) + bytes.longValue();
      }
    }
    return sum;
  }

  static List<Line> changes(Scope scope) {
    Set<Line> lines = new LinkedHashSet<>();
    for (Counted event : scope.events()) {
      for (Counted.Resource resource : event.resources()) {
        if (event.writes() && "Management".equals(event.category()) && resource.name() != null) {
          lines.add(
              new Line()
                  .with("resource", resource.name())
                  .with("resource_type", resource.type())
                  .with("event_time", event.time())
                  .with("caller", event.caller().key())
                  .with("person", event.personName())
                  .with("recipient_account_id", event.account())
                  .with("event_source", event.source())
                  .with("event_name", event.name())
                  .with("error_code", event.error())
                  .with("event_id", event.id()));
        }
      }
    }
    return List.copyOf(lines);
  }
}
