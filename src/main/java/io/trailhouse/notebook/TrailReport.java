package io.trailhouse.notebook;

import io.trailhouse.report.ReportAnswer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a report, or any query, answers.
 *
 * @param answer the answer
 * @param rows its rows, for further queries
 */
public record TrailReport(ReportAnswer answer, Dataset<Row> rows) {

  private static final int ROWS = 20;

  /** The first rows. */
  public Shown table() {
    return table(ROWS);
  }

  /** So many of the first rows. */
  public Shown table(int most) {
    return Shown.table(answer, most);
  }

  /** The chart, if the report has one. */
  public Shown chart() {
    return Shown.chart(answer);
  }
}
