package io.trailhouse.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;

import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * When the lake first saw a caller use an API, a region or an address, and an account use a
 * service: the Delta table {@code <lake>/first_seen}. It is brought up to date by the events of the
 * runs that it has not met yet, whatever their days, so that a night costs what the night brought,
 * and events that come late count as well. Rows are only added; of several about the same, the
 * earliest holds, so that two that bring it up to date at once do no harm.
 */
final class FirstSeen {

  /** The table's folder, which is also its name in SQL. */
  static final String NAME = "first_seen";

  /** The columns of events that say what was used. */
  static final List<String> USED =
      List.of(
          "caller",
          "event_source",
          "event_name",
          "aws_region",
          "source_ip_address",
          "recipient_account_id");

  private static final String KIND = "kind";
  private static final String SUBJECT = "subject";
  private static final String VALUE = "value";
  private static final String TIME = NAME;

  /** The kind of the rows that name the runs whose events are in. */
  private static final String RUN = "run";

  private static final StructType SCHEMA =
      new StructType()
          .add(
              KIND,
              DataTypes.StringType,
              false,
              "api, region, address or service; run: see subject")
          .add(
              SUBJECT,
              DataTypes.StringType,
              true,
              "Caller; account for service; id of a run that is in")
          .add(VALUE, DataTypes.StringType, true, "What was used: API as source:name, region, ...")
          .add(TIME, DataTypes.TimestampType, true, "Earliest event, UTC");

  private final SparkSession spark;
  private final LakeViews tables;
  private final String path;

  FirstSeen(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.tables = new LakeViews(spark, lake);
    this.path = new Path(lake.uri(), NAME).toString();
  }

  /** The earliest time of each, once the table is up to date. */
  Dataset<Row> upToDate() {
    createIfMissing();
    Dataset<Row> runs = tables.table(LakeTable.RUNS).select(col("run_id").as(SUBJECT));
    Dataset<Row> met = read().filter(col(KIND).equalTo(RUN)).select(SUBJECT);
    Dataset<Row> unmet = runs.except(met).localCheckpoint();
    if (!unmet.isEmpty()) {
      add(unmet);
    }
    return known();
  }

  private void createIfMissing() {
    spark.createDataFrame(List.<Row>of(), SCHEMA).write().format("delta").mode("ignore").save(path);
  }

  private Dataset<Row> known() {
    return read()
        .filter(col(KIND).notEqual(RUN))
        .groupBy(KIND, SUBJECT, VALUE)
        .agg(min(TIME).as(TIME));
  }

  private void add(Dataset<Row> runs) {
    Dataset<Row> seen = seen(runs);
    Dataset<Row> known = known().withColumnRenamed(TIME, "known");
    Column same =
        seen.col(KIND)
            .eqNullSafe(known.col(KIND))
            .and(seen.col(SUBJECT).eqNullSafe(known.col(SUBJECT)))
            .and(seen.col(VALUE).eqNullSafe(known.col(VALUE)));
    Dataset<Row> earlier =
        seen.join(known, same.and(known.col("known").leq(seen.col(TIME))), "left_anti");
    Dataset<Row> nowMet =
        runs.select(
            lit(RUN).as(KIND),
            col(SUBJECT),
            lit(null).cast("string").as(VALUE),
            lit(null).cast("timestamp").as(TIME));
    earlier.union(nowMet).coalesce(1).write().format("delta").mode("append").save(path);
  }

  private Dataset<Row> seen(Dataset<Row> runs) {
    Dataset<Row> used =
        eventsOf(runs)
            .groupBy(USED.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(min("event_time").as(TIME));
    return behaviours(used, min(TIME).as(TIME));
  }

  /**
   * What callers and accounts used: {@code kind}, {@code subject} and {@code value} as in the
   * table, and a measure.
   *
   * @param used has the columns {@link #USED} and what the measure is computed of
   */
  static Dataset<Row> behaviours(Dataset<Row> used, Column measure) {
    return used.withColumn(
            "use",
            explode(
                array(
                    use("api", "caller", api()),
                    use("region", "caller", col("aws_region")),
                    use("address", "caller", col("source_ip_address")),
                    use("service", "recipient_account_id", col("event_source")))))
        .filter(col("use.value").isNotNull())
        .groupBy(col("use.kind"), col("use.subject"), col("use.value"))
        .agg(measure);
  }

  private static Column api() {
    return concat(col("event_source"), lit(":"), col("event_name"));
  }

  private static Column use(String kind, String subject, Column value) {
    return struct(lit(kind).as(KIND), col(subject).as(SUBJECT), value.as(VALUE));
  }

  /** The ledger tells which days their events are of, so that only these are read. */
  private Dataset<Row> eventsOf(Dataset<Row> runs) {
    Dataset<Row> ids = broadcast(runs.withColumnRenamed(SUBJECT, "run_id"));
    Row days =
        tables
            .table(LakeTable.FILES)
            .join(ids, "run_id")
            .agg(min(to_date(col("first_event_time"))), max(to_date(col("last_event_time"))))
            .first();
    return tables
        .table(LakeTable.EVENTS)
        .filter(col("event_date").between(lit(days.get(0)), lit(days.get(1))))
        .join(ids, "run_id");
  }

  private Dataset<Row> read() {
    return spark.read().format("delta").load(path);
  }
}
