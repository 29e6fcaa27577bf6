package io.trailhouse.report;

import static org.apache.spark.sql.functions.sum;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each report that comes with Trailhouse, asked of the sample. */
@SparkTest
final class BundledReportsTest {

  private static final List<Report> REPORTS = Reports.find(null).all();

  private static final ReportWindow WINDOW =
      new ReportWindow(
          LocalDate.parse("2026-09-30"),
          LocalDate.parse("2026-10-03"),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of());

  private static final Pattern COMMA = Pattern.compile(",");

  @TempDir private static Path lake;
  private static SparkSession spark;

  @BeforeAll
  static void ingest(SparkSession shared) {
    spark = shared.newSession();
    // Compiling a query takes longer than interpreting it for a few events.
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
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
        view(LakeTable.EVENTS)
            .selectExpr("*", "caller AS person", "'iam-user' AS person_rule")
            .persist();
    Dataset<Row> now = events.filter(WINDOW.contains());
    Dataset<Row> before = events.filter(WINDOW.before().contains());
    now.createOrReplaceTempView("events");
    before.createOrReplaceTempView("before");
    Dataset<Row> usage = usage(now);
    usage.createOrReplaceTempView("usage");
    usage(before).createOrReplaceTempView("usage_before");
    FirstSeen.behaviours(usage, sum("events").as("events")).createOrReplaceTempView("behaviours");
    spark
        .sql(
            "SELECT 'region' AS kind, caller AS subject, aws_region AS value,"
                + " min(event_time) AS first_seen FROM events GROUP BY ALL")
        .createOrReplaceTempView("first_seen");
    spark
        .sql(
            "SELECT event_date, person, person_rule, caller, caller AS actor, session_name,"
                + " 'console' AS client, min(event_time) AS started, max(event_time) AS ended,"
                + " 1L AS duration_seconds, count(*) AS events, 0L AS writes, 0L AS errors,"
                + " CAST(NULL AS STRING) AS chained_to FROM events GROUP BY ALL")
        .createOrReplaceTempView("sessions");
  }

  private static Dataset<Row> usage(Dataset<Row> events) {
    return Usage.of(events, Set.copyOf(Usage.COLUMNS)).rows();
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
    Dataset<Row> answer =
        Asked.typed(report, spark.sql(new NamedParameters(WINDOW).in(report.sql())));
    List<Row> rows = answer.collectAsList();
    assertThat(rows).as("rows").isNotEmpty();
    assertThat(values(rows, terms(report.order()))).as("order").doesNotHaveDuplicates();
    String measure = report.measure();
    if (measure != null) {
      assertThat(answer.schema().apply(measure).dataType()).isEqualTo(DataTypes.LongType);
      assertThat(values(rows, report.key())).as("keys").doesNotHaveDuplicates();
    }
  }

  private static List<String> terms(String order) {
    return COMMA.splitAsStream(order).map(term -> term.replace(" desc", "").strip()).toList();
  }

  private static List<List<@Nullable Object>> values(List<Row> rows, List<String> columns) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (Row row : rows) {
      List<@Nullable Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(row.getAs(column)));
      values.add(cells);
    }
    return values;
  }
}
