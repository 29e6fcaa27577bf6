package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.LakeTable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each report that comes with Trailhouse, asked of the sample. */
@SparkTest
final class BundledReportsTest {

  private static final List<Report> REPORTS = Reports.find(null).all();

  @TempDir private static Path lake;
  private static SparkSession spark;

  @BeforeAll
  static void ingest(SparkSession shared) {
    spark = shared.newSession();
    LocateConfig sample =
        new LocateConfig(List.of("src/sample/trail"), null, null, Set.of(), Set.of(), 2);
    new Ingest(
            spark,
            new IngestConfig(sample, lake.toString(), Limits.DEFAULT, "test"),
            IngestProgress.NONE)
        .execute();
    ReportFunctions.register(spark);
    view(LakeTable.FILES).createOrReplaceTempView("files");
    view(LakeTable.QUARANTINE).createOrReplaceTempView("quarantine");
    Dataset<Row> events =
        view(LakeTable.EVENTS).selectExpr("*", "caller AS person", "'iam-user' AS person_rule");
    Column day = functions.col("event_date");
    events.filter(day.geq("2026-09-30")).createOrReplaceTempView("events");
    events.filter(day.lt("2026-09-30")).createOrReplaceTempView("before");
    spark
        .sql(
            "SELECT 'region' AS kind, caller AS subject, aws_region AS value,"
                + " min(event_time) AS first_seen FROM events GROUP BY ALL")
        .createOrReplaceTempView("first_seen");
    spark
        .sql(
            "SELECT event_date, person, person_rule, caller, caller AS actor, session_name,"
                + " 'x' AS client, event_time AS started, event_time AS ended,"
                + " 1L AS duration_seconds, 1L AS events, 1L AS writes, 1L AS errors,"
                + " 'x' AS chained_to FROM events")
        .createOrReplaceTempView("sessions");
    spark
        .udf()
        .register(
            "client",
            (UDF1<String, Row>)
                agent -> org.apache.spark.sql.RowFactory.create("c", "1", "console"),
            DataTypes.createStructType(
                Stream.of("client", "version", "platform")
                    .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
                    .toList()));
  }

  private static Dataset<Row> view(LakeTable table) {
    return spark.read().format("delta").load(lake.resolve(table.directory()).toString());
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    return REPORTS.stream()
        .map(report -> DynamicTest.dynamicTest(report.name(), () -> answers(report)));
  }

  private static void answers(Report report) {
    long start = System.nanoTime();
    ReportWindow window =
        new ReportWindow(
            LocalDate.parse("2026-09-30"),
            LocalDate.parse("2026-10-05"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of());
    Dataset<Row> answer =
        Asked.typed(report, spark.sql(report.sql(), window.parameters())).persist();
    org.slf4j.LoggerFactory.getLogger(BundledReportsTest.class)
        .error(
            "==== {} rows {} ms {}",
            report.name(),
            answer.count(),
            (System.nanoTime() - start) / 1_000_000);
    answer.show(4, 60);
    String measure = report.measure();
    if (measure != null) {
      Column[] key = report.key().stream().map(functions::col).toArray(Column[]::new);
      assertThat(answer.groupBy(key).count().filter("count > 1").collectAsList()).isEmpty();
      assertThat(answer.schema().apply(measure).dataType()).isEqualTo(DataTypes.LongType);
    }
    Column[] order =
        Arrays.stream(report.order().split("\\s*,\\s*", -1))
            .map(term -> functions.col(term.replace(" desc", "")))
            .toArray(Column[]::new);
    assertThat(answer.groupBy(order).count().filter("count > 1").collectAsList()).isEmpty();
    answer.unpersist();
  }
}
