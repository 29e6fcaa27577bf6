package io.trailhouse.report;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were computed once, in order: in the driver's memory if they are few, as nearly all
 * answers are, else kept by Spark.
 */
final class ComputedRows implements AutoCloseable {

  /** The rows if they are not in memory, else any of the same columns. */
  private final Dataset<Row> dataset;

  private final @Nullable List<Row> inMemory;
  private final @Nullable Dataset<Row> kept;
  private final long count;

  private ComputedRows(
      Dataset<Row> dataset, @Nullable List<Row> inMemory, @Nullable Dataset<Row> kept, long count) {
    this.dataset = dataset;
    this.inMemory = inMemory;
    this.kept = kept;
    this.count = count;
  }

  /** Computes them. */
  static ComputedRows of(Dataset<Row> rows, Column[] order) {
    List<Row> first = rows.orderBy(order).limit(Asked.ROWS_IN_MEMORY + 1).collectAsList();
    return first.size() <= Asked.ROWS_IN_MEMORY ? of(rows, first) : kept(rows, order);
  }

  /** Computes the first of them, in the order that they come in. */
  static ComputedRows first(Dataset<Row> rows) {
    return of(rows, rows.limit(Asked.ROWS_IN_MEMORY).collectAsList());
  }

  private static ComputedRows of(Dataset<Row> like, List<Row> rows) {
    return new ComputedRows(like, rows, null, rows.size());
  }

  private static ComputedRows kept(Dataset<Row> rows, Column[] order) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    long count = kept.count();
    int parts = (int) (1 + count / Asked.ROWS_IN_MEMORY);
    return new ComputedRows(
        kept.repartitionByRange(parts, order).sortWithinPartitions(order), null, kept, count);
  }

  SparkSession spark() {
    return dataset.sparkSession();
  }

  StructType schema() {
    return dataset.schema();
  }

  long count() {
    return count;
  }

  /** The rows, in order where they are read partition by partition. */
  Dataset<Row> dataset() {
    return inMemory == null
        ? dataset
        : dataset.sparkSession().createDataFrame(inMemory, dataset.schema());
  }

  /** The rows, in order, a part of them in memory at a time. */
  Iterator<Row> iterator() {
    return inMemory == null ? dataset.toLocalIterator() : inMemory.iterator();
  }

  /** Those of the rows whose column has some other value. */
  ComputedRows without(String column, String value) {
    if (inMemory != null) {
      int ordinal = schema().fieldIndex(column);
      return of(dataset, inMemory.stream().filter(row -> !value.equals(row.get(ordinal))).toList());
    }
    Dataset<Row> others = dataset.filter(col(column).notEqual(value));
    return new ComputedRows(others, null, null, others.count());
  }

  /** How many rows have each value of a column of text. */
  Map<String, Long> counts(String column) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (inMemory == null) {
      for (Row row : dataset.groupBy(column).count().collectAsList()) {
        counts.put(row.getString(0), row.getLong(1));
      }
    } else {
      int ordinal = schema().fieldIndex(column);
      inMemory.forEach(row -> counts.merge(row.getString(ordinal), 1L, Long::sum));
    }
    return counts;
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.unpersist();
    }
  }
}
