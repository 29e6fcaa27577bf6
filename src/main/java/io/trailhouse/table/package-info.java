/**
 * The lake's Delta tables: {@code events}, {@code files} (the ledger), {@code quarantine} and
 * {@code runs}, and those derived from them; how their Parquet files are written, column by column,
 * and how a run is committed so that it happened once or not at all. {@link
 * io.trailhouse.table.Lake} is the door on the driver, {@link io.trailhouse.table.EventFiles} and
 * {@link io.trailhouse.table.RowFile} those in tasks.
 */
@NullMarked
package io.trailhouse.table;

import org.jspecify.annotations.NullMarked;
