package io.trailhouse.cli;

import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the lake. */
@Command(
    name = "sql",
    sortOptions = false,
    description =
        "Answers a query over the lake's tables: events, files, quarantine, runs, and people"
            + " and sessions once a report has asked for them.",
    footer = {
      "%nExamples:",
      "  trailhouse sql --lake ./lake \"SELECT caller, count(*) FROM events GROUP BY caller\"",
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

  @Spec private CommandSpec spec;
  @Mixin private LakeOption lake;
  @Mixin private CommonOptions common;

  @Option(
      names = "--format",
      order = 2,
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, or json: one object a line. Default: ${DEFAULT-VALUE}")
  private Format format = Format.TABLE;

  @Parameters(paramLabel = "QUERY", description = "A query in Spark SQL; times are UTC.")
  private String query = "";

  @Override
  public Integer call() throws AnalysisException {
    if (query.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "The query is empty; write one, such as \"DESCRIBE events\"");
    }
    try (Session session = Session.start("sql", common)) {
      SparkSession spark = session.spark();
      ReadOnlyQuery reading = ReadOnlyQuery.of(spark, query, spec.commandLine());
      spark.sparkContext().setJobDescription("sql: " + query);
      createViews(spark, reading);
      Dataset<Row> answer = spark.sql(query);
      PrintWriter out = spec.commandLine().getOut();
      switch (format) {
        case JSON -> Answer.printJson(answer, out);
        case CSV -> Answer.printCsv(answer, out);
        case TABLE -> Answer.printTable(answer, out);
      }
      return 0;
    }
  }

  private void createViews(SparkSession spark, ReadOnlyQuery reading) {
    Lake opened = Lake.at(spark.sessionState().newHadoopConf(), lake.uri());
    opened.requireExisting();
    new LakeViews(spark, opened).create(table -> reading.mayRead(table.directory()));
  }
}
