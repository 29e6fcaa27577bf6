package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import io.trailhouse.event.ColumnType;
import io.trailhouse.table.Lake;
import io.trailhouse.table.TableColumn;
import io.trailhouse.table.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers as Delta tables under {@code <lake>/reports/<name>}: one table a report, with the answers
 * about all windows that were asked about. Its first columns name the window: {@code window_from},
 * {@code window_to}, and {@code filters}, which says none without any.
 *
 * <p>They are written by the driver: the rows are there, and are too few for Spark's jobs and plans
 * to pay.
 */
public final class ReportTables {

  private static final List<TableColumn> WINDOW =
      List.of(
          new TableColumn("window_from", ColumnType.DATE, "First day of the window, UTC"),
          new TableColumn("window_to", ColumnType.DATE, "Day behind the window's last one, UTC"),
          new TableColumn("filters", ColumnType.STRING, "What the window is narrowed to, or none"));

  private static final String NO_FILTERS = "none";

  private final Lake lake;

  /** The tables of a lake. */
  public ReportTables(Lake lake) {
    this.lake = lake;
  }

  /**
   * Starts to write an answer; when it has ended, it takes the place of the one about the same
   * window that stands there.
   *
   * @throws TrailhouseException if the table has a column of the same name that holds something
   *     else, or the answer has one that names the window
   */
  public ReportTable start(Asked asked, ReportWindow window) {
    String filters = window.filters().isEmpty() ? NO_FILTERS : window.filters();
    Map<String, String> partition =
        Map.of(
            WINDOW.get(0).name(), window.from().toString(),
            WINDOW.get(1).name(), window.to().toString(),
            WINDOW.get(2).name(), filters);
    TableLayout layout = layout(asked);
    return new ReportTable(lake.derived(layout), layout.columns(), partition, asked.spark());
  }

  /** The folder of a report's table in the lake. */
  static String folderOf(String report) {
    return "reports/" + report;
  }

  private static TableLayout layout(Asked asked) {
    List<TableColumn> columns = new ArrayList<>(WINDOW);
    for (ReportAnswer.Column column : asked.columns()) {
      if (WINDOW.stream().anyMatch(window -> window.name().equalsIgnoreCase(column.name()))) {
        throw new TrailhouseException(
            "The report %s has a column %s, as its table has to name the window; call it otherwise"
                .formatted(asked.report().name(), column.name()));
      }
      columns.add(new TableColumn(column.name(), type(column.type()), column.comment()));
    }
    return new TableLayout(
        folderOf(asked.report().name()),
        columns,
        WINDOW.stream().map(TableColumn::name).toList(),
        null);
  }

  private static ColumnType type(ReportAnswer.Type type) {
    return switch (type) {
      case TEXT -> ColumnType.STRING;
      case COUNT -> ColumnType.LONG;
      case NUMBER -> ColumnType.DOUBLE;
      case TRUTH -> ColumnType.BOOLEAN;
      case TIME -> ColumnType.TIMESTAMP;
      case DAY -> ColumnType.DATE;
    };
  }
}
