package io.trailhouse.table;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;

/**
 * A column of one of the lake's tables.
 *
 * @param name the column's name
 * @param type what it holds
 * @param comment what it says, for people
 */
public record TableColumn(String name, ColumnType type, String comment) {

  static TableColumn of(EventColumn column) {
    return new TableColumn(column.columnName(), column.type(), column.comment());
  }
}
