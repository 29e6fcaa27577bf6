package io.trailhouse.bench;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What notebooks and articles do: each object as one row of {@code multiLine} JSON with a given
 * schema, its records exploded and flattened, all of it repartitioned by the partition columns and
 * written as a Delta table. The columns are those that DuckDB is asked for.
 */
final class SparkRecipe implements Contender {

  private static final String RECORD = RecordType.of(column -> true).inSpark();

  private final SparkSession spark;

  SparkRecipe(int threads) {
    this.spark = SparkSessions.tunedByHand(threads);
  }

  @Override
  public Callable<Outcome> run(Step step) {
    if (step.task() != Task.INGEST) {
      throw new IllegalArgumentException("not for the Spark recipe: " + step.task());
    }
    events(step.input())
        .repartition(
            functions.col("event_date"), functions.col("aws_region"), functions.col("event_source"))
        .write()
        .format("delta")
        .partitionBy("event_date", "aws_region", "event_source")
        .save(step.output());
    return () ->
        Outcome.written(
            spark.read().format("delta").load(step.output()).count(), 0, Folder.of(step.output()));
  }

  private Dataset<Row> events(String root) {
    List<String> objects = TrailFiles.under(root).stream().map(Path::toString).toList();
    List<String> bareArrays = objects.stream().filter(TrailFiles::isBareArray).toList();
    List<String> records =
        objects.stream().filter(object -> !TrailFiles.isBareArray(object)).toList();
    Dataset<Row> exploded =
        read("Records array<" + RECORD + ">", records).selectExpr("explode(Records) AS r", "file");
    if (!bareArrays.isEmpty()) {
      Dataset<Row> elements =
          read(RECORD.substring("STRUCT<".length(), RECORD.length() - 1), bareArrays);
      String[] fields =
          Arrays.stream(elements.columns())
              .filter(name -> !name.equals("file"))
              .map(name -> "`" + name + "`")
              .toArray(String[]::new);
      exploded =
          exploded.unionByName(
              elements.selectExpr("struct(" + String.join(", ", fields) + ") AS r", "file"));
    }
    return exploded.selectExpr(flattened().toArray(String[]::new));
  }

  private Dataset<Row> read(String schema, List<String> objects) {
    return spark
        .read()
        .schema(schema)
        .option("multiLine", true)
        .json(objects.toArray(String[]::new))
        .withColumn("file", functions.input_file_name());
  }

  private static List<String> flattened() {
    List<String> columns = new ArrayList<>();
    for (EventColumn column : EventColumn.values()) {
      if (column.path() != null) {
        columns.add(value(column) + " AS " + column.columnName());
      }
    }
    columns.add("CAST(%s AS DATE) AS event_date".formatted(value(EventColumn.EVENT_TIME)));
    CallerSql.columns().forEach((name, sql) -> columns.add(sql + " AS " + name));
    columns.add("file AS source_file");
    return columns;
  }

  private static String value(EventColumn column) {
    String field = "r." + column.path();
    if (column == EventColumn.EVENT_TIME) {
      field = "coalesce(r.eventTime, r.timeWindow.windowStart)";
    }
    return column.type() == ColumnType.JSON
            || column.type() == ColumnType.STRING
            || column.type() == ColumnType.RESOURCE_LIST
        ? field
        : "try_cast(%s AS %s)".formatted(field, column.type().sqlType());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
