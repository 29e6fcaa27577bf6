package io.trailhouse.bench;

import java.util.Map;

/**
 * What the tables take on disk.
 *
 * @param trailhouse bytes of Trailhouse's event files
 * @param beyondDuckDb bytes of these that are columns which DuckDB was not asked for
 * @param duckDb bytes of DuckDB's files
 */
record ColumnBytes(long trailhouse, long beyondDuckDb, long duckDb) {

  static ColumnBytes of(long trailhouse, Outcome lake, Outcome duckDb) {
    long beyond =
        lake.details().entrySet().stream()
            .filter(column -> !duckDb.details().containsKey(column.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new ColumnBytes(trailhouse, beyond, duckDb.bytes());
  }

  /** Trailhouse's bytes of the same columns to DuckDB's. */
  double ratio() {
    return (trailhouse - beyondDuckDb) / (double) duckDb;
  }
}
