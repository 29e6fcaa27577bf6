package io.trailhouse.table;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of a table, or one that is written and will be when a commit names it.
 *
 * @param path full path, as Hadoop writes it
 * @param partition value of each partition column as Delta writes it: a date as {@code 2026-10-01};
 *     null for null; empty for tables without partitions
 * @param bytes size of the file
 * @param modifiedAt milliseconds since 1970
 * @param rows rows in it; -1 if it is committed and the log does not say
 * @param minTime earliest value of the table's time column, microseconds since 1970; {@link
 *     Long#MIN_VALUE} if it is not known or some rows have none
 * @param maxTime latest value of the table's time column, microseconds since 1970; {@link
 *     Long#MAX_VALUE} if it is not known or some rows have none
 */
public record DataFile(
    String path,
    Map<String, @Nullable String> partition,
    long bytes,
    long modifiedAt,
    long rows,
    long minTime,
    long maxTime)
    implements Serializable {}
