package io.trailhouse.session;

import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake's tables as Spark reads them. */
public final class LakeViews {

  private final SparkSession spark;
  private final Lake lake;

  /** The tables of a lake, read by a session. */
  public LakeViews(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** The rows of a table, as it is now. */
  public Dataset<Row> table(LakeTable table) {
    return spark.read().format("delta").load(lake.pathOf(table));
  }

  /** Makes a view of each table that is wanted and that the lake has, under its folder's name. */
  public void create(Predicate<LakeTable> wanted) {
    for (LakeTable table : LakeTable.values()) {
      if (wanted.test(table) && lake.has(table)) {
        table(table).createOrReplaceTempView(table.directory());
      }
    }
  }
}
