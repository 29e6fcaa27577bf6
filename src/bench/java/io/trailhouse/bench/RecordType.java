package io.trailhouse.bench;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nesting of a record as the columns know it: a peer is given it as its schema, so it need not
 * infer one.
 */
final class RecordType {

  private final Map<String, RecordType> members = new LinkedHashMap<>();
  private final @Nullable EventColumn column;

  private RecordType(@Nullable EventColumn column) {
    this.column = column;
  }

  /** The record with the fields of these columns. */
  static RecordType of(Predicate<EventColumn> wanted) {
    RecordType record = new RecordType(null);
    for (EventColumn column : EventColumn.values()) {
      if (column.path() != null && wanted.test(column)) {
        record.add(path(column), column);
      }
    }
    return record;
  }

  /** The names that lead to the column's value. */
  static List<String> path(EventColumn column) {
    String path = column.path();
    if (path == null) {
      throw new IllegalArgumentException("does not stand in a record: " + column);
    }
    return List.of(path.split("\\.", -1));
  }

  private void add(List<String> path, EventColumn added) {
    if (path.size() == 1) {
      members.put(path.get(0), new RecordType(added));
    } else {
      members
          .computeIfAbsent(path.get(0), name -> new RecordType(null))
          .add(path.subList(1, path.size()), added);
    }
  }

  /** The type in DuckDB's SQL; names are compared there whatever their case. */
  String inDuckDb() {
    return column == null
        ? structure(member -> "\"" + member.getKey() + "\" " + member.getValue().inDuckDb(), "(")
        : duckType(column.type());
  }

  /** Resources may be text, so they are taken as what JSON they are. */
  private static String duckType(ColumnType type) {
    return switch (type) {
      case JSON, RESOURCE_LIST -> "JSON";
      case BOOLEAN, BOOLEAN_TEXT -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case STRING, DATE, INT, LONG, DOUBLE, BINARY -> "VARCHAR";
    };
  }

  /**
   * The type in Spark's SQL. All values are text, which a select casts: a value of another type
   * would make Spark lose the object.
   */
  String inSpark() {
    return column == null
        ? structure(member -> "`" + member.getKey() + "` " + member.getValue().inSpark(), "<")
        : "string";
  }

  private String structure(Function<Map.Entry<String, RecordType>, String> member, String opening) {
    return members.entrySet().stream()
        .map(member)
        .collect(Collectors.joining(", ", "STRUCT" + opening, opening.equals("(") ? ")" : ">"));
  }
}
