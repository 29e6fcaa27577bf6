package io.trailhouse.maintain;

import io.trailhouse.event.EventColumn;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Takes what is too old out of the lake: events, the people and sessions made from them, and
 * quarantined text. The ledger and the table of runs stay, so that no object is ingested again.
 */
public final class Expiry {

  private static final List<LakeTable> BY_DAY =
      List.of(LakeTable.EVENTS, LakeTable.PEOPLE, LakeTable.SESSIONS);

  private final SparkSession spark;
  private final Lake lake;

  /** An expiry over a Spark session. */
  public Expiry(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * What one table lost, or would lose.
   *
   * @param table the table
   * @param rows its rows of days that are too old
   * @param days how many such days there are; 0 for quarantine, which has no partitions
   */
  public record Expired(LakeTable table, long rows, long days) {}

  /** Counts what {@link #execute} would take out, and changes nothing. */
  public List<Expired> plan(LocalDate before) {
    List<Expired> expired = new ArrayList<>();
    for (LakeTable table : BY_DAY) {
      if (lake.has(table)) {
        expired.add(expired(table, lake.filesBefore(table, before)));
      }
    }
    expired.add(new Expired(LakeTable.QUARANTINE, quarantined(before), 0));
    return expired;
  }

  /** Takes out what is of days before one: days of events, for quarantine days of delivery. */
  public List<Expired> execute(LocalDate before) {
    lake.finishInterrupted();
    List<Expired> expired = new ArrayList<>();
    for (LakeTable table : BY_DAY) {
      if (lake.has(table)) {
        expired.add(expired(table, lake.removeBefore(table, before)));
      }
    }
    long quarantined = quarantined(before);
    if (quarantined > 0) {
      spark.sparkContext().setJobDescription("Expiring quarantined text");
      spark.sql("DELETE FROM " + quarantine() + " WHERE " + isBefore(before));
      lake.refresh();
    }
    expired.add(new Expired(LakeTable.QUARANTINE, quarantined, 0));
    return expired;
  }

  private long quarantined(LocalDate before) {
    spark.sparkContext().setJobDescription("Counting quarantined text that is too old");
    return spark.sql("SELECT * FROM " + quarantine() + " WHERE " + isBefore(before)).count();
  }

  private String quarantine() {
    return "delta.`%s`".formatted(lake.pathOf(LakeTable.QUARANTINE));
  }

  private static String isBefore(LocalDate day) {
    return "coalesce(delivery_date, CAST(quarantined_at AS DATE)) < DATE'%s'".formatted(day);
  }

  private static Expired expired(LakeTable table, List<DataFile> files) {
    return new Expired(
        table,
        files.stream().mapToLong(file -> Math.max(file.rows(), 0)).sum(),
        files.stream()
            .map(file -> String.valueOf(file.partition().get(EventColumn.EVENT_DATE.columnName())))
            .distinct()
            .count());
  }
}
