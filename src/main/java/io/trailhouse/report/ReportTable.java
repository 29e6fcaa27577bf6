package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import io.trailhouse.event.Micros;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.DerivedTable;
import io.trailhouse.table.TableColumn;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer into its report's table. What was there about the same window stays until {@link
 * #end}; files of an answer that does not get there are in no table.
 */
public final class ReportTable implements RowSink {

  /** Texts of a file, about: they must fit an array, and the driver. */
  private static final int TEXT_OF_FILE = 64 << 20;

  private final DerivedTable table;
  private final List<TableColumn> columns;
  private final Map<String, String> partition;
  private final SparkSession spark;
  private final List<DataFile> files = new ArrayList<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private long text;

  ReportTable(
      DerivedTable table,
      List<TableColumn> columns,
      Map<String, String> partition,
      SparkSession spark) {
    this.table = table;
    this.columns = columns;
    this.partition = partition;
    this.spark = spark;
    missing();
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    rows.add(values);
    for (Object value : values) {
      text += value instanceof String string ? string.length() : 0;
    }
    if (rows.size() == Asked.ROWS_IN_MEMORY || text >= TEXT_OF_FILE) {
      write();
    }
  }

  private void write() throws IOException {
    files.add(
        table.write(partition, rows.size(), (row, column) -> stored(rows.get(row).get(column))));
    rows.clear();
    text = 0;
  }

  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Instant time) {
      return Micros.of(time);
    }
    return value instanceof LocalDate day ? (Integer) (int) day.toEpochDay() : value;
  }

  /** Puts the rows in the place of those about the same window, all at once. */
  public void end() throws IOException {
    if (!rows.isEmpty()) {
      write();
    }
    table.createIfMissing();
    List<TableColumn> missing = missing();
    if (!missing.isEmpty()) {
      add(missing);
    }
    table.replace(partition, files);
  }

  /** The columns of the answer that the table lacks; what it has must be of the same types. */
  private List<TableColumn> missing() {
    Map<String, String> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    present.putAll(table.columnTypes());
    List<TableColumn> missing = new ArrayList<>();
    for (TableColumn column : columns) {
      String type = present.get(column.name());
      if (type == null) {
        missing.add(column);
      } else if (!type.equals(column.type().sqlType())) {
        throw new TrailhouseException(
            "Cannot write %s: its column %s holds %s, the report's %s; another report wrote it, so"
                    .formatted(table.path(), column.name(), sql(type), sql(column.type().sqlType()))
                + " move that table away or give the report another name");
      }
    }
    return missing;
  }

  private static String sql(String type) {
    return type.toUpperCase(Locale.ROOT);
  }

  /** Delta Kernel adds columns to tables with column mapping only, which not all engines read. */
  private void add(List<TableColumn> missing) {
    spark.sql(
        missing.stream()
            .map(ReportTable::definition)
            .collect(
                Collectors.joining(
                    ", ",
                    "ALTER TABLE delta.%s ADD COLUMNS (".formatted(quoted(table.path())),
                    ")")));
    table.refresh();
  }

  private static String definition(TableColumn column) {
    return "%s %s COMMENT %s"
        .formatted(
            quoted(column.name()),
            column.type().sqlType(),
            NamedParameters.literal(column.comment()));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
