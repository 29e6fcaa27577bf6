package io.trailhouse.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.TableSize;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * How a lake stands.
 *
 * @param partitioning what its events are partitioned by
 * @param tables the sizes of its tables
 * @param deliveries what was delivered and read, by account, region and day of the key
 */
public record LakeStatus(
    Partitioning partitioning, List<TableSize> tables, List<Delivery> deliveries) {

  /**
   * What was read of one account, region and day of delivery.
   *
   * @param account account in the key; null where keys name none
   * @param region region in the key; null where keys name none
   * @param day UTC day in the key; null where keys name none
   * @param objects objects read
   * @param events rows that came from them
   * @param lastEvent latest event in them
   * @param lastRun when the last run read one of them
   * @param quarantined objects and records that came into quarantine
   */
  public record Delivery(
      @Nullable String account,
      @Nullable String region,
      @Nullable LocalDate day,
      long objects,
      long events,
      @Nullable Instant lastEvent,
      @Nullable Instant lastRun,
      long quarantined) {}

  /** Reads the lake's ledger and the logs of its tables. */
  public static LakeStatus of(SparkSession spark, Lake lake) {
    spark.sparkContext().setJobDescription("status: adding up the ledger");
    Dataset<Row> ledger = new LakeViews(spark, lake).table(LakeTable.FILES);
    List<Delivery> deliveries =
        ledger
            .groupBy("account", "region", "delivery_date")
            .agg(
                count(lit(1)),
                sum("rows_written"),
                max("last_event_time"),
                max("ingested_at"),
                sum(
                    col("records_quarantined")
                        .plus(when(col("state").equalTo("quarantined"), 1).otherwise(0))))
            .orderBy("account", "region", "delivery_date")
            .collectAsList()
            .stream()
            .map(LakeStatus::delivery)
            .toList();
    return new LakeStatus(lake.partitioning(), lake.sizes(), deliveries);
  }

  private static Delivery delivery(Row row) {
    java.sql.Date day = row.getDate(2);
    return new Delivery(
        row.getString(0),
        row.getString(1),
        day == null ? null : day.toLocalDate(),
        row.getLong(3),
        row.getLong(4),
        instant(row, 5),
        instant(row, 6),
        row.getLong(7));
  }

  private static @Nullable Instant instant(Row row, int column) {
    java.sql.Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
