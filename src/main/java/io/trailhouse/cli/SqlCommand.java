package io.trailhouse.cli;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the lake. */
@picocli.CommandLine.Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Answers a query over the lake's tables: events, files, quarantine, runs.",
    footer = {
      "%nExamples:",
      "  trailhouse sql --lake ./lake \"SELECT caller, count(*) FROM events GROUP BY 1 ORDER BY 2"
          + " DESC\"",
      "  trailhouse sql --lake ./lake \"DESCRIBE events\"",
      "  trailhouse sql --lake ./lake \"SELECT * FROM quarantine\" --format json"
    })
final class SqlCommand implements Callable<Integer> {

  /** The forms of the answer. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  /** A table for people is held in memory to be measured. */
  private static final int MOST_TABLE_ROWS = 10_000;

  /** What begins a statement that changes nothing. */
  private static final List<String> READING = List.of("Describe", "Show", "Explain");

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description = "Where the lake is. Example: --lake s3a://lake/trails")
  private String lake = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, or json: one object a line. Default: ${DEFAULT-VALUE}")
  private Format format = Format.TABLE;

  @Parameters(paramLabel = "QUERY", description = "A query in Spark SQL; times are UTC.")
  private String query = "";

  @Override
  public Integer call() {
    try (Session session = Session.start("sql", common)) {
      SparkSession spark = session.spark();
      Lake opened = Lake.at(spark.sessionState().newHadoopConf(), lake);
      opened.requireExisting();
      for (LakeTable table : LakeTable.values()) {
        spark
            .read()
            .format("delta")
            .load(opened.pathOf(table))
            .createOrReplaceTempView(table.directory());
      }
      print(answer(spark), spec.commandLine().getOut());
      return 0;
    }
  }

  private Dataset<Row> answer(SparkSession spark) {
    try {
      LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(query);
      String statement = plan.getClass().getSimpleName();
      boolean changes = plan instanceof Command || plan instanceof ParsedStatement;
      if (changes && READING.stream().noneMatch(statement::startsWith)) {
        throw new ParameterException(
            spec.commandLine(),
            "sql only reads: write a SELECT, DESCRIBE, SHOW or EXPLAIN, not " + statement);
      }
      return spark.sql(query);
    } catch (AnalysisException e) {
      throw wrongQuery(e);
    }
  }

  private ParameterException wrongQuery(AnalysisException e) {
    return new ParameterException(
        spec.commandLine(),
        "The query cannot be answered: %s%nThe views are events, files, quarantine and runs."
            .formatted(String.valueOf(e.getMessage()).strip()));
  }

  private void print(Dataset<Row> answer, PrintWriter out) {
    switch (format) {
      case JSON -> printJson(answer, out);
      case CSV -> printCsv(texts(answer), out);
      case TABLE -> printTable(texts(answer), out);
    }
    out.flush();
  }

  private static void printJson(Dataset<Row> answer, PrintWriter out) {
    Column[] columns =
        Arrays.stream(answer.columns()).map(name -> quoted(name)).toArray(Column[]::new);
    answer
        .select(to_json(struct(columns), Map.of("ignoreNullFields", "false")))
        .toLocalIterator()
        .forEachRemaining(row -> out.println(row.getString(0)));
  }

  private static Column quoted(String name) {
    return col("`%s`".formatted(name.replace("`", "``")));
  }

  private static void printCsv(Dataset<Row> answer, PrintWriter out) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setQuoteEscapingEnabled(true);
    CsvWriter csv = new CsvWriter(out, settings);
    csv.writeHeaders(answer.columns());
    Iterator<Row> rows = answer.toLocalIterator();
    while (rows.hasNext()) {
      csv.writeRow((Object[]) cells(rows.next()));
    }
    csv.flush();
  }

  private static void printTable(Dataset<Row> answer, PrintWriter out) {
    TextTable table = new TextTable(Arrays.asList(answer.columns()));
    List<Row> rows = answer.takeAsList(MOST_TABLE_ROWS + 1);
    rows.stream().limit(MOST_TABLE_ROWS).forEach(row -> table.add(cells(row)));
    table.print(out);
    out.println(
        rows.size() > MOST_TABLE_ROWS
            ? "(the first %,d rows; --format csv or json gives all)".formatted(MOST_TABLE_ROWS)
            : "(%s)".formatted(Texts.count(rows.size(), "row", "rows")));
  }

  private static String[] cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::getString).toArray(String[]::new);
  }

  /** All columns as text: lists and structs as JSON, bytes as base64. */
  private static Dataset<Row> texts(Dataset<Row> answer) {
    String[] places =
        IntStream.range(0, answer.columns().length).mapToObj(i -> "c" + i).toArray(String[]::new);
    Dataset<Row> placed = answer.toDF(places);
    List<Column> columns = new ArrayList<>();
    StructField[] fields = answer.schema().fields();
    for (int i = 0; i < fields.length; i++) {
      Column column = col(places[i]);
      var type = fields[i].dataType();
      if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
        column = to_json(column);
      } else if (type instanceof BinaryType) {
        column = base64(column);
      }
      columns.add(column.cast("string").as(fields[i].name()));
    }
    return placed.select(columns.toArray(Column[]::new));
  }
}
