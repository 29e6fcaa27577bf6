package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A copy of a flat event with values as {@link RecordText} takes them; absent where null. */
public record FlatRow(Map<EventColumn, Object> values)
    implements Function<EventColumn, @Nullable Object> {

  /** The event's columns as they are now. */
  public static FlatRow copyOf(FlatEvent event) {
    Map<EventColumn, Object> values = new EnumMap<>(EventColumn.class);
    for (EventColumn column : EventColumn.values()) {
      if (!event.isNull(column)) {
        values.put(column, value(event, column));
      }
    }
    return new FlatRow(values);
  }

  @Override
  public @Nullable Object apply(EventColumn column) {
    return values.get(column);
  }

  /** The record that the row was made of. */
  public String json() {
    return RecordText.of(this);
  }

  private static Object value(FlatEvent event, EventColumn column) {
    return switch (column.type()) {
      case STRING, JSON -> text(event.array(column), event.start(column), event.length(column));
      case BOOLEAN, BOOLEAN_TEXT -> event.number(column) == 1;
      case TIMESTAMP -> Instant.EPOCH.plus(event.number(column), ChronoUnit.MICROS);
      case DATE -> LocalDate.ofEpochDay(event.number(column));
      case INT -> (int) event.number(column);
      case BINARY -> {
        int start = event.start(column);
        yield HexFormat.of().formatHex(event.array(column), start, start + event.length(column));
      }
      case RESOURCE_LIST -> resources(event);
      default -> event.number(column);
    };
  }

  private static List<List<@Nullable String>> resources(FlatEvent event) {
    List<List<@Nullable String>> resources = new ArrayList<>();
    for (int i = 0; i < event.resourceCount(); i++) {
      List<@Nullable String> resource = new ArrayList<>();
      for (ResourceField field : ResourceField.values()) {
        resource.add(
            event.isResourceNull(i, field)
                ? null
                : text(
                    event.resourceArray(i, field),
                    event.resourceStart(i, field),
                    event.resourceLength(i, field)));
      }
      resources.add(resource);
    }
    return resources;
  }

  private static String text(byte[] array, int start, int length) {
    return new String(array, start, length, UTF_8);
  }
}
