package io.trailhouse.cli;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.trailhouse.cli.TextTable.Column;
import io.trailhouse.render.Numbers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Prints the answer to a query. All but the table for people is passed on row by row. */
final class Answer {

  /** A table for people is held in memory to be measured. */
  private static final int MOST_TABLE_ROWS = 10_000;

  /** How often to look whether anybody still reads: {@code head} does not for long. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\"\r\n]|^\\s|\\s$|^$");

  private Answer() {}

  /** One object a line; a null is there as null, and a second column of a name gets a number. */
  static void printJson(Dataset<Row> answer, PrintWriter out) {
    List<String> names = distinct(answer.columns());
    String[] places = places(answer);
    org.apache.spark.sql.Column[] columns =
        IntStream.range(0, places.length)
            .mapToObj(i -> col(places[i]).as(names.get(i)))
            .toArray(org.apache.spark.sql.Column[]::new);
    Map<String, String> options =
        Map.of(
            "ignoreNullFields",
            "false",
            "timestampFormat",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "timestampNTZFormat",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
    print(
        answer.toDF(places).select(to_json(struct(columns), options)),
        out,
        row -> row.getString(0));
  }

  private static List<String> distinct(String[] columns) {
    Set<String> taken = new HashSet<>(Arrays.asList(columns));
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      String name = column;
      for (int number = 2; !seen.add(name) || (number > 2 && taken.contains(name)); number++) {
        name = column + "_" + number;
      }
      names.add(name);
    }
    return names;
  }

  /**
   * RFC 4180, with line ends of one byte: a null is empty, an empty text is two quotes, and nothing
   * is changed, not even what a spreadsheet would take for a formula.
   */
  static void printCsv(Dataset<Row> answer, PrintWriter out) {
    out.print(csv(answer.columns()));
    out.print('\n');
    print(texts(answer), out, row -> csv(cells(row)));
  }

  private static String csv(String[] cells) {
    return Arrays.stream(cells)
        .map(cell -> cell == null ? "" : csv(cell))
        .collect(Collectors.joining(","));
  }

  private static String csv(String cell) {
    return NEEDS_QUOTES.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private static void print(Dataset<Row> answer, PrintWriter out, Function<Row, String> line) {
    Iterator<Row> rows = answer.toLocalIterator();
    for (int row = 1; rows.hasNext(); row++) {
      out.print(line.apply(rows.next()));
      out.print('\n');
      if (row % ROWS_BETWEEN_CHECKS == 0 && out.checkError()) {
        return;
      }
    }
  }

  /** A table for people. */
  static void printTable(Dataset<Row> answer, PrintWriter out) {
    List<Column> columns =
        Arrays.stream(answer.schema().fields())
            .map(field -> new Column(field.name(), field.dataType() instanceof NumericType))
            .toList();
    TextTable table = new TextTable(columns);
    List<Row> rows = texts(answer).takeAsList(MOST_TABLE_ROWS + 1);
    rows.stream().limit(MOST_TABLE_ROWS).forEach(row -> table.add(cells(row)));
    table.print(out);
    out.println(
        rows.size() > MOST_TABLE_ROWS
            ? "(the first %s rows; --format csv or json gives all)"
                .formatted(Numbers.plain(MOST_TABLE_ROWS))
            : "(%s)".formatted(Numbers.count(rows.size(), "row", "rows")));
  }

  private static String[] cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::getString).toArray(String[]::new);
  }

  /** All columns as text: lists and structs as JSON, bytes as base64. */
  private static Dataset<Row> texts(Dataset<Row> answer) {
    String[] places = places(answer);
    StructField[] fields = answer.schema().fields();
    org.apache.spark.sql.Column[] columns =
        IntStream.range(0, places.length)
            .mapToObj(i -> text(col(places[i]), fields[i].dataType()).as(fields[i].name()))
            .toArray(org.apache.spark.sql.Column[]::new);
    return answer.toDF(places).select(columns);
  }

  private static org.apache.spark.sql.Column text(
      org.apache.spark.sql.Column column, DataType type) {
    if (type instanceof BinaryType) {
      return base64(column);
    }
    boolean nested =
        type instanceof StructType
            || type instanceof ArrayType
            || type instanceof MapType
            || type instanceof VariantType;
    return nested ? to_json(column) : column.cast("string");
  }

  /** Names by which the columns can be told apart; a query may give two of them the same. */
  private static String[] places(Dataset<Row> answer) {
    return IntStream.range(0, answer.columns().length)
        .mapToObj(i -> "c" + i)
        .toArray(String[]::new);
  }
}
