package io.trailhouse.report;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.expr;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A report that was asked: its rows, computed once, in the report's order, to be written in as many
 * forms as are wanted.
 */
public final class Asked {

  /** So many rows are held in the driver's memory at a time. */
  static final int ROWS_IN_MEMORY = 100_000;

  private static final Map<DataType, ReportAnswer.Type> TYPES =
      Map.of(
          DataTypes.StringType, ReportAnswer.Type.TEXT,
          DataTypes.LongType, ReportAnswer.Type.COUNT,
          DataTypes.DoubleType, ReportAnswer.Type.NUMBER,
          DataTypes.BooleanType, ReportAnswer.Type.TRUTH,
          DataTypes.TimestampType, ReportAnswer.Type.TIME,
          DataTypes.DateType, ReportAnswer.Type.DAY);

  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

  private final Report report;
  private final List<ReportAnswer.Column> columns;
  private final ComputedRows rows;
  private final Map<String, Long> changes;

  Asked(Report report, ComputedRows rows, Map<String, Long> changes) {
    this.report = report;
    this.columns = Stream.of(rows.schema().fields()).map(this::column).toList();
    this.rows = rows;
    this.changes = changes;
  }

  /**
   * Computes any query, as if it were a report; the first rows of it if they are very many.
   *
   * @param chart how it is drawn, as in a report's header; null for no chart
   * @throws TrailhouseException if a column holds what no report's does, a list say
   */
  public static Asked ofQuery(String title, @Nullable String chart, Dataset<Row> rows) {
    List<Report.Column> columns =
        Stream.of(rows.columns()).map(name -> new Report.Column(name, "")).toList();
    Chart drawn = chart == null ? null : Chart.parse(chart);
    Report report = new Report("query", "", title, "", columns, drawn, List.of(), null, "", "");
    return new Asked(report, ComputedRows.first(typed(report, rows)), Map.of());
  }

  private ReportAnswer.Column column(StructField field) {
    ReportAnswer.Type type = requireNonNull(TYPES.get(field.dataType()), field::toString);
    return new ReportAnswer.Column(field.name(), type, comment(field.name()));
  }

  private String comment(String name) {
    return report.columns().stream()
        .filter(column -> column.name().equals(name))
        .map(Report.Column::comment)
        .findFirst()
        .orElse(
            name.equals("change")
                ? "new, up, down or same against the window before; null without one"
                : report.measure() + " in the window before");
  }

  /** What a report's rows are ordered by. */
  static Column[] order(Report report) {
    return COMMAS.splitAsStream(report.order()).map(Asked::orderTerm).toArray(Column[]::new);
  }

  private static Column orderTerm(String text) {
    String term = text.strip();
    boolean descending = term.toLowerCase(Locale.ROOT).endsWith(" desc");
    return descending
        ? expr(term.substring(0, term.length() - " desc".length())).desc()
        : expr(term).asc();
  }

  /** The report. */
  public Report report() {
    return report;
  }

  /** The columns of the rows, in order. */
  public List<ReportAnswer.Column> columns() {
    return columns;
  }

  /** How many rows there are. */
  public long rowCount() {
    return rows.count();
  }

  /** The rows, for further queries. */
  public Dataset<Row> rows() {
    return rows.dataset();
  }

  /** The session that computed the rows. */
  SparkSession spark() {
    return rows.spark();
  }

  /**
   * Hands out all rows, a part of them in memory at a time.
   *
   * @param kept how many rows the answer that is returned may hold
   * @return the first rows, with all there is to know about the rest
   */
  public ReportAnswer forEachRow(int kept, RowSink sink) throws IOException {
    List<List<@Nullable Object>> first = new ArrayList<>();
    for (Iterator<Row> iterator = rows.iterator(); iterator.hasNext(); ) {
      List<@Nullable Object> values = values(iterator.next());
      sink.row(values);
      if (first.size() < kept) {
        first.add(values);
      }
    }
    return new ReportAnswer(report, columns, first, rowCount(), changes);
  }

  /** A row's values, of the types of {@link ReportAnswer.Type}. */
  static List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      values.add(plain(row.get(i)));
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    return value instanceof Date day ? day.toLocalDate() : value;
  }

  /**
   * A query's answer with the types that reports have: whole numbers are 64 bits wide, other ones
   * double.
   *
   * @throws TrailhouseException if a column holds something else, a list say, or if the columns are
   *     not those that the report names
   */
  static Dataset<Row> typed(Report report, Dataset<Row> answer) {
    List<String> named = report.columns().stream().map(Report.Column::name).toList();
    if (!List.of(answer.columns()).equals(named)) {
      throw new TrailhouseException(
          "The report %s names the columns %s, but its query gives %s; make them the same"
              .formatted(report.name(), named, List.of(answer.columns())));
    }
    return answer.select(
        Stream.of(answer.schema().fields())
            .map(field -> typed(report, answer.col("`" + field.name() + "`"), field.dataType()))
            .toArray(Column[]::new));
  }

  private static Column typed(Report report, Column column, DataType type) {
    if (TYPES.containsKey(type)) {
      return column;
    }
    return switch (type.typeName()) {
      case "byte", "short", "integer" -> column.cast(DataTypes.LongType);
      case "void" -> column.cast(DataTypes.StringType);
      default -> {
        if (type.typeName().startsWith("decimal") || type.equals(DataTypes.FloatType)) {
          yield column.cast(DataTypes.DoubleType);
        }
        throw new TrailhouseException(
            "The report %s gives %s as %s; a report's columns are texts, numbers, booleans, days"
                    .formatted(report.name(), column, type.sql())
                + " or times, so make it one in the query");
      }
    };
  }
}
