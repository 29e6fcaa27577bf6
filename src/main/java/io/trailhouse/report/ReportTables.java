package io.trailhouse.report;

import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * Answers as Delta tables under {@code <lake>/reports/<name>}: one table a report, with the answers
 * about all windows that were asked about. Its first columns name the window: {@code window_from},
 * {@code window_to}, and {@code filters}, which says none without any.
 */
public final class ReportTables {

  private static final List<String> WINDOW = List.of("window_from", "window_to", "filters");
  private static final String NO_FILTERS = "none";

  private final Lake lake;

  /** The tables of a lake. */
  public ReportTables(Lake lake) {
    this.lake = lake;
  }

  /** Where a report's table is. */
  public String pathOf(String report) {
    return new Path(new Path(lake.uri(), "reports"), report).toString();
  }

  /**
   * Writes an answer; the one about the same window that stands there is replaced.
   *
   * @throws TrailhouseException if the table has a column of the same name that holds something
   *     else
   */
  public void write(Asked asked, ReportWindow window) {
    requireSameTypes(asked);
    String filters = window.filters().isEmpty() ? NO_FILTERS : window.filters();
    List<Column> columns = new ArrayList<>();
    columns.add(lit(window.from()).as(WINDOW.get(0)));
    columns.add(lit(window.to()).as(WINDOW.get(1)));
    columns.add(lit(filters).as(WINDOW.get(2)));
    for (ReportAnswer.Column column : asked.columns()) {
      Metadata comment = new MetadataBuilder().putString("comment", column.comment()).build();
      columns.add(functions.col(column.name()).as(column.name(), comment));
    }
    asked
        .rows()
        .select(columns.toArray(Column[]::new))
        .write()
        .format("delta")
        .mode("overwrite")
        .option(
            "replaceWhere",
            "window_from = DATE'%s' AND window_to = DATE'%s' AND filters = %s"
                .formatted(window.from(), window.to(), NamedParameters.literal(filters)))
        .option("mergeSchema", "true")
        // A folder named by many filters could have a longer name than a disk allows.
        .option("delta.randomizeFilePrefixes", "true")
        .partitionBy(WINDOW.toArray(String[]::new))
        .save(pathOf(asked.report().name()));
  }

  private void requireSameTypes(Asked asked) {
    String path = pathOf(asked.report().name());
    SparkSession spark = asked.rows().sparkSession();
    if (!DeltaTable.isDeltaTable(spark, path)) {
      return;
    }
    Map<String, DataType> present =
        Stream.of(spark.read().format("delta").load(path).schema().fields())
            .collect(Collectors.toMap(StructField::name, StructField::dataType));
    for (StructField field : asked.rows().schema().fields()) {
      DataType type = present.getOrDefault(field.name(), field.dataType());
      if (!type.equals(field.dataType())) {
        throw new TrailhouseException(
            "Cannot write %s: its column %s holds %s, the report's %s; another report wrote it, so"
                    .formatted(path, field.name(), type.sql(), field.dataType().sql())
                + " move that table away or give the report another name");
      }
    }
  }
}
