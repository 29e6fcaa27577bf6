package io.trailhouse.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import java.time.Instant;
import java.util.Set;

/**
 * Records of one partition that fill every column in every pattern: all rows, no row, every other,
 * hardly any, nearly all, and in runs; with values that never change, that repeat, and that do not.
 */
final class WideRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<EventColumn> ALWAYS =
      Set.of(EventColumn.EVENT_TIME, EventColumn.AWS_REGION, EventColumn.EVENT_SOURCE);

  /** The patterns take turns after so many rows. */
  private static final int PATTERN_ROWS = 1_000;

  private static final int PATTERNS = 6;
  private static final int RARE = 97;
  private static final int RUN = 13;
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private WideRecords() {}

  static String record(int row) {
    ObjectNode record = JSON.createObjectNode();
    for (EventColumn column : EventColumn.values()) {
      String path = column.path();
      if (path != null && (ALWAYS.contains(column) || isFilled(row, column.ordinal()))) {
        int dot = path.lastIndexOf('.');
        ObjectNode parent =
            dot < 0 ? record : record.withObject("/" + path.substring(0, dot).replace('.', '/'));
        fill(parent, path.substring(dot + 1), column, row);
      }
    }
    return record.toString();
  }

  private static boolean isFilled(int row, int ordinal) {
    return switch ((row / PATTERN_ROWS + ordinal) % PATTERNS) {
      case 0 -> true;
      case 1 -> false;
      case 2 -> row % 2 == 0;
      case 3 -> row % RARE == 0;
      case 4 -> row % RARE != 0;
      default -> row / RUN % 2 == 0;
    };
  }

  private static void fill(ObjectNode parent, String name, EventColumn column, int row) {
    switch (column.type()) {
      case STRING -> parent.put(name, text(column, row));
      case JSON -> parent.putObject(name).put("n", row).put("t", "x".repeat(row % 200));
      case BOOLEAN -> parent.put(name, row % 3 == 0);
      case BOOLEAN_TEXT -> parent.put(name, row % 3 == 0 ? "true" : "false");
      case TIMESTAMP -> parent.put(name, START.plusSeconds(row).toString());
      case RESOURCE_LIST -> fill(parent.putArray(name), row);
      case DATE, INT, LONG, DOUBLE, BINARY ->
          throw new IllegalStateException(column + " is in no record");
    }
  }

  private static String text(EventColumn column, int row) {
    if (ALWAYS.contains(column)) {
      return "constant";
    }
    return switch (column.ordinal() % 4) {
      case 0 -> "constant";
      case 1 -> row % 5 == 0 ? "" : "one of ten, " + row % 10;
      case 2 -> "ü" + row % 3_000;
      default -> "never again " + row;
    };
  }

  private static void fill(ArrayNode resources, int row) {
    for (int i = 0; i < row % 4; i++) {
      ObjectNode resource = resources.addObject();
      for (ResourceField field : ResourceField.values()) {
        if ((row >> field.ordinal()) % 2 == 0) {
          resource.put(field.key(), i == 2 ? "" : field.key() + row % 50);
        }
      }
    }
  }
}
