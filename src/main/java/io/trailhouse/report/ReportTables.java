package io.trailhouse.report;

import static org.apache.spark.sql.functions.lit;

import io.trailhouse.table.Lake;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Answers as Delta tables under {@code <lake>/reports/<name>}: one table a report, with the answers
 * about all windows that were asked about. Its first columns name the window: {@code window_from},
 * {@code window_to}, and {@code filters}, empty without any.
 */
public final class ReportTables {

  private final Lake lake;

  /** The tables of a lake. */
  public ReportTables(Lake lake) {
    this.lake = lake;
  }

  /** Where a report's table is. */
  public String pathOf(String report) {
    return new Path(new Path(lake.uri(), "reports"), report).toString();
  }

  /** Writes an answer; the one about the same window that stands there is replaced. */
  public void write(Asked asked, ReportWindow window) {
    Dataset<Row> rows = asked.rows();
    List<Column> columns = new ArrayList<>();
    columns.add(lit(window.from()).as("window_from"));
    columns.add(lit(window.to()).as("window_to"));
    columns.add(lit(window.filters()).as("filters"));
    for (String name : rows.columns()) {
      columns.add(functions.col(name));
    }
    String sameWindow =
        "window_from = DATE'%s' AND window_to = DATE'%s' AND filters = '%s'"
            .formatted(
                window.from(),
                window.to(),
                window.filters().replace("\\", "\\\\").replace("'", "\\'"));
    rows.select(columns.toArray(Column[]::new))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", sameWindow)
        .option("mergeSchema", "true")
        .partitionBy("window_from", "window_to")
        .save(pathOf(asked.report().name()));
  }
}
