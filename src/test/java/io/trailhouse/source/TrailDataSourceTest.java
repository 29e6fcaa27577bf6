package io.trailhouse.source;

import static io.trailhouse.source.TrailFiles.ACCOUNT;
import static io.trailhouse.source.TrailFiles.noise;
import static io.trailhouse.source.TrailFiles.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.event.EventColumn;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class TrailDataSourceTest {

  private static final String DAY = "2026-01-31";
  private static final String REGION = "eu-west-1";
  private static final String OTHER_ACCOUNT = "444455556666";

  private final SparkSession spark;

  @TempDir Path folder;
  private TrailFiles trail = new TrailFiles(Path.of("."));

  TrailDataSourceTest(SparkSession spark) {
    this.spark = spark.newSession();
  }

  @BeforeEach
  void startATrail() {
    trail = new TrailFiles(folder);
  }

  @Test
  void readsATrailFromJava() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY), event(DAY));
    assertThat(load().select("event_time", "aws_region").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2026-01-31 10:00:00.0,eu-west-1]", "[2026-01-31 10:00:00.0,eu-west-1]");
  }

  @Test
  void readsATrailFromSqlByItsPath() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    assertThat(values("SELECT event_name FROM cloudtrail.`%s`".formatted(folder)))
        .containsExactly("GetObject");
  }

  @Test
  void takesOptionsWithAPathInSql() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    trail.add(ACCOUNT, "us-west-2", DAY, "b", record(DAY + "T10:00:00Z", "us-west-2", ""));
    assertThat(
            values(
                "SELECT aws_region FROM cloudtrail.`%s` WITH (`regions` = 'us-west-2')"
                    .formatted(folder)))
        .containsExactly("us-west-2");
  }

  @Test
  void readsATrailByItsPathInASubqueryOfAView() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    spark.sql(
        """
        CREATE OR REPLACE TEMPORARY VIEW trail_by_path AS
        WITH names AS (SELECT DISTINCT event_name AS name FROM cloudtrail.`%1$s`)
        SELECT name FROM names
        WHERE name IN (SELECT event_name FROM cloudtrail.`%1$s`)
        """
            .formatted(folder));
    assertThat(values("SELECT name FROM trail_by_path")).containsExactly("GetObject");
  }

  @Test
  void leavesADatabaseOfItsNameAlone() {
    spark.sql("CREATE DATABASE cloudtrail");
    spark.sql("CREATE TABLE cloudtrail.events USING parquet AS SELECT 'in a table' AS place");
    List<String> places = values("SELECT place FROM cloudtrail.events");
    spark.sql("DROP DATABASE cloudtrail CASCADE");
    assertThat(places).containsExactly("in a table");
  }

  @Test
  void readsNoPathWhereSqlOnFilesIsOff() {
    spark.conf().set("spark.sql.runSQLOnFiles", "false");
    assertThatThrownBy(() -> values("SELECT event_name FROM cloudtrail.`%s`".formatted(folder)))
        .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
  }

  @Test
  void readsATrailThroughATemporaryView() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    spark.sql(
        "CREATE OR REPLACE TEMPORARY VIEW trail USING cloudtrail OPTIONS (path '%s')"
            .formatted(folder));
    assertThat(values("SELECT event_name FROM trail")).containsExactly("GetObject");
  }

  @Test
  void readsATrailThroughAViewThatLasts() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    spark.sql("CREATE VIEW lasting AS SELECT * FROM cloudtrail.`%s`".formatted(folder));
    List<String> names = values("SELECT event_name FROM lasting");
    spark.sql("DROP VIEW lasting");
    assertThat(names).containsExactly("GetObject");
  }

  @Test
  void saysWhichTrailIsNotThere() {
    Dataset<Row> rows = spark.read().format("cloudtrail").load(folder + "/nowhere");
    assertThatThrownBy(rows::collectAsList)
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining(folder + "/nowhere");
  }

  @Test
  void readsSeveralTrails() {
    String one = trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    String other = trail.add(ACCOUNT, REGION, "2026-02-01", "b", event(DAY));
    assertThat(spark.read().format("cloudtrail").load(one, other).count()).isEqualTo(2);
  }

  @Test
  void hasEveryColumnOfTheEventsTableWithItsComment() {
    assertThat(load().schema().fields())
        .extracting(field -> field.name() + ": " + field.getComment().get())
        .isEqualTo(
            Stream.of(EventColumn.values())
                .map(column -> column.columnName() + ": " + column.comment())
                .toList());
  }

  @Test
  void givesValuesOfEveryType() {
    String file =
        trail.add(
            ACCOUNT,
            REGION,
            DAY,
            "a",
            event(
                DAY,
                """
                ,"readOnly":true,"requestParameters":{"n": 50.0},\
                "resources":[{"ARN":"arn:x","type":"T"},{"accountId":"1"}]\
                """));
    Row row =
        load()
            .selectExpr(
                "event_date",
                "event_time",
                "read_only",
                "resources",
                "source_index",
                "source_file",
                "run_id",
                "error_code")
            .head();
    assertThat(row.toString().replaceAll("ArraySeq|WrappedArray|ArrayBuffer", "List"))
        .isEqualTo(
            "[2026-01-31,2026-01-31 10:00:00.0,true,List([arn:x,null,T,null], [null,1,null,null]),"
                + "0,file:"
                + file
                + ",null,null]");
  }

  @Test
  void readsAMemberOfAResource() {
    trail.add(
        ACCOUNT,
        REGION,
        DAY,
        "a",
        event(DAY, ",\"resources\":[{\"ARN\":\"arn:x\",\"type\":\"T\"}]"));
    assertThat(load().selectExpr("resources.type[0]").as(Encoders.STRING()).collectAsList())
        .containsExactly("T");
  }

  @Test
  void countsWithoutReadingAColumn() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY), event(DAY), "{\"eventName\":\"timeless\"}");
    assertThat(load().count()).isEqualTo(2);
  }

  @Test
  void readsOnlyTheColumnsAskedFor() {
    assertThat(
            scan(load().select("event_id").filter("event_name = 'GetObject'"))
                .schema()
                .fieldNames())
        .containsExactly("event_id", "event_name");
  }

  @Test
  void readsTheObjectsOfAnEventDateAndOfTwoDaysAfter() {
    for (String day : List.of("2026-01-30", DAY, "2026-02-01", "2026-02-02", "2026-02-03")) {
      trail.add(ACCOUNT, REGION, day, "a", event(DAY));
    }
    assertThat(metrics(load().filter("event_date = '2026-01-31'")))
        .containsEntry("objects", 3L)
        .containsEntry("records", 3L);
  }

  @Test
  void readsTheObjectsOfAsManyLateDaysAsAsked() {
    for (String day : List.of(DAY, "2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04")) {
      trail.add(ACCOUNT, REGION, day, "a", event(DAY));
    }
    assertThat(load(Map.of("late-days", "3")).filter("event_date = '2026-01-31'").count())
        .isEqualTo(4);
  }

  @Test
  void readsTheObjectsOfARangeOfEventTimes() {
    for (String day : List.of("2026-01-30", DAY, "2026-02-01", "2026-02-02")) {
      trail.add(ACCOUNT, REGION, day, "a", event(day));
    }
    assertThat(
            metrics(
                load(Map.of("late-days", "0"))
                    .filter("event_time >= '2026-01-31 05:00:00' AND event_time < '2026-02-02'")))
        .containsEntry("objects", 2L);
  }

  @Test
  void readsTheObjectsOfARegionAndAccount() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    trail.add(ACCOUNT, "us-west-2", DAY, "b", event(DAY));
    trail.add(OTHER_ACCOUNT, REGION, DAY, "c", event(DAY));
    assertThat(
            metrics(
                load()
                    .filter("aws_region = 'eu-west-1'")
                    .filter(
                        functions.col("recipient_account_id").isin(OTHER_ACCOUNT, "777788889999"))))
        .containsEntry("objects", 1L);
  }

  @Test
  void findsGlobalEventsUnderAnotherRegionsKey() {
    trail.add(ACCOUNT, REGION, DAY, "a", record(DAY + "T10:00:00Z", "us-east-1", ""));
    assertThat(load().filter("aws_region = 'us-east-1'").count()).isEqualTo(1);
  }

  @Test
  void readsObjectsWhoseKeySaysNothingWhateverTheFilter() {
    trail.addLoose("loose.json.gz", event(DAY));
    trail.addLoose("AWSLogs/%s/CloudTrail/%s/odd.json.gz".formatted(ACCOUNT, REGION), event(DAY));
    assertThat(load().filter("event_date = '2026-01-31' AND aws_region = 'eu-west-1'").count())
        .isEqualTo(2);
  }

  @Test
  void leavesObjectsWhoseKeySaysNothingOutOfTheDaysAskedFor() {
    trail.addLoose("loose.json.gz", event(DAY));
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    assertThat(
            metrics(
                load(Map.of("from", DAY, "to", "2026-02-01")).filter("aws_region = 'eu-west-1'")))
        .containsEntry("objectsUnsaid", 1L)
        .containsEntry("records", 1L);
  }

  @Test
  void readsEveryObjectWhenNotToPruneByKey() {
    trail.add(ACCOUNT, "us-west-2", "2020-01-01", "a", event(DAY));
    assertThat(
            load(Map.of("prune-by-key", "false"))
                .filter("event_date = '2026-01-31' AND aws_region = 'eu-west-1'")
                .count())
        .isEqualTo(1);
  }

  @Test
  void appliesFiltersToRowsToo() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY), event("2026-01-30"));
    assertThat(load().filter("event_date = '2026-01-31'").count()).isEqualTo(1);
  }

  @Test
  void readsNothingWhenFiltersContradictTheOptions() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY));
    assertThat(metrics(load(Map.of("from", "2026-01-01")).filter("event_date < '2025-01-01'")))
        .containsEntry("objects", 0L);
  }

  @Test
  void packsManySmallObjectsIntoFewTasks() {
    for (int i = 0; i < 100; i++) {
      trail.add(ACCOUNT, REGION, DAY, "n" + i, event(DAY));
    }
    assertThat(load().rdd().getNumPartitions())
        .isEqualTo(spark.sparkContext().defaultParallelism());
  }

  @Test
  void readsABigObjectInATaskOfItsOwn() {
    String big = trail.add(ACCOUNT, REGION, DAY, "big", event(DAY, noise(4 << 20)));
    for (int i = 0; i < 4; i++) {
      trail.add(ACCOUNT, REGION, DAY, "n" + i, event(DAY));
    }
    assertThat(
            load(Map.of("task-bytes", "4000000"))
                .select("source_file")
                .withColumn("task", functions.spark_partition_id())
                .filter("task = 0")
                .select("source_file")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("file:" + big);
  }

  @Test
  void failsAtDamageIfAskedTo() {
    trail.add(ACCOUNT, REGION, DAY, "a", "{\"eventName\":\"timeless\"}");
    assertThatThrownBy(() -> load(Map.of("damaged", "fail")).collectAsList())
        .rootCause()
        .hasMessageContaining("_a.json.gz: record 0 at byte");
  }

  @Test
  void showsItsCountsInThePlan() {
    trail.add(ACCOUNT, REGION, DAY, "a", event(DAY), event(DAY), "{\"eventName\":\"timeless\"}");
    trail.add(ACCOUNT, REGION, DAY, "b", event(DAY));
    assertThat(metrics(load()))
        .containsEntry("objectsPlanned", 2L)
        .containsEntry("objects", 2L)
        .containsEntry("records", 4L)
        .containsEntry("damaged", 1L)
        .hasEntrySatisfying("bytes", bytes -> assertThat(bytes).isPositive())
        .hasEntrySatisfying("jsonBytes", bytes -> assertThat(bytes).isPositive());
  }

  @Test
  void saysInThePlanWhatItReads() {
    assertThat(scan(load().filter("event_date = '2026-01-31'")).simpleString(100))
        .contains("cloudtrail " + folder)
        .contains("from=2026-01-31, to=2026-02-03");
  }

  private Dataset<Row> load() {
    return load(Map.of());
  }

  private Dataset<Row> load(Map<String, String> options) {
    return spark.read().format("cloudtrail").options(options).load(folder.toString());
  }

  private List<String> values(String sql) {
    return spark.sql(sql).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static SparkPlan scan(Dataset<Row> rows) {
    return rows.queryExecution().executedPlan().collectLeaves().head();
  }

  private static Map<String, Long> metrics(Dataset<Row> rows) {
    rows.collectAsList();
    Map<String, Long> values = new HashMap<>();
    scan(rows)
        .metrics()
        .foreachEntry(
            (name, metric) -> {
              values.put(name, metric.value());
              return null;
            });
    return values;
  }

  private static String event(String day) {
    return event(day, "");
  }

  private static String event(String day, String fields) {
    return record(day + "T10:00:00Z", REGION, fields);
  }
}
