package io.trailhouse.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.event.ColumnType;
import io.trailhouse.event.ResourceField;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.TableColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as DuckDB finds its Parquet files, and the log its partition values. */
final class DuckReads {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DuckReads() {}

  static TableDigest digest(TestLake lake, LakeTable table) throws IOException, SQLException {
    TableDigest.Sums sums = TableDigest.of(table);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (Map.Entry<Path, JsonNode> file : new DeltaLog(lake.path(table)).files().entrySet()) {
        try (ResultSet rows =
            statement.executeQuery(query(table, file.getKey(), file.getValue()))) {
          while (rows.next()) {
            sums.add(texts(rows, table, file.getValue()));
          }
        }
      }
    }
    return sums.digest();
  }

  private static String query(LakeTable table, Path file, JsonNode add) {
    return table.columns().stream()
        .map(
            column ->
                isPartitioned(add, column)
                    ? "NULL"
                    : expression(column.type()).formatted(column.name()))
        .collect(
            Collectors.joining(
                ", ",
                "SELECT ",
                " FROM read_parquet('%s', hive_partitioning = false)"
                    .formatted(file.toString().replace("'", "''"))));
  }

  private static String expression(ColumnType type) {
    return switch (type) {
      case STRING, JSON -> "\"%s\"";
      case BOOLEAN, BOOLEAN_TEXT, INT, LONG, DOUBLE -> "CAST(\"%s\" AS VARCHAR)";
      case TIMESTAMP -> "CAST(epoch_us(\"%s\") AS VARCHAR)";
      case DATE -> "CAST(datediff('day', DATE '1970-01-01', \"%s\") AS VARCHAR)";
      case BINARY -> "hex(\"%s\")";
      case RESOURCE_LIST -> "CAST(to_json(\"%s\") AS VARCHAR)";
    };
  }

  private static List<@Nullable String> texts(ResultSet rows, LakeTable table, JsonNode add)
      throws SQLException, JsonProcessingException {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      TableColumn column = table.columns().get(i);
      if (isPartitioned(add, column)) {
        texts.add(partitionValue(add, column));
      } else {
        String text = rows.getString(i + 1);
        texts.add(text == null ? null : text(column.type(), text));
      }
    }
    return texts;
  }

  private static boolean isPartitioned(JsonNode add, TableColumn column) {
    return add.path("partitionValues").has(column.name());
  }

  private static @Nullable String partitionValue(JsonNode add, TableColumn column) {
    String value = DeltaLog.partitionValue(add, column.name()).orElse(null);
    return value == null || column.type() != ColumnType.DATE
        ? value
        : Long.toString(LocalDate.parse(value).toEpochDay());
  }

  private static String text(ColumnType type, String text) throws JsonProcessingException {
    return switch (type) {
      case BINARY -> text.toLowerCase(Locale.ROOT);
      case RESOURCE_LIST -> TableDigest.json(resources(JSON.readTree(text)));
      case DOUBLE -> TableDigest.bits(Double.parseDouble(text));
      case STRING, JSON, BOOLEAN, BOOLEAN_TEXT, INT, LONG, TIMESTAMP, DATE -> text;
    };
  }

  private static List<List<@Nullable String>> resources(JsonNode array) {
    List<List<@Nullable String>> resources = new ArrayList<>();
    for (JsonNode resource : array) {
      List<@Nullable String> fields = new ArrayList<>();
      for (ResourceField field : ResourceField.values()) {
        fields.add(resource.path(field.columnName()).textValue());
      }
      resources.add(fields);
    }
    return resources;
  }
}
