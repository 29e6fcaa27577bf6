/**
 * The lake's Delta tables: {@code events}, {@code files} (the ledger), {@code quarantine} and
 * {@code runs}, and those derived from them; how their Parquet files are written, column by column,
 * and how a run is committed so that it happened once or not at all. {@link
 * io.trailhouse.table.Lake} is the door on the driver, {@link io.trailhouse.table.DerivedTable} for
 * tables beside those that each lake has. In tasks, {@link io.trailhouse.table.EventFiles} and
 * {@link io.trailhouse.table.RowFile} write, {@link io.trailhouse.table.SeenEvents} and {@link
 * io.trailhouse.table.LateDuplicates} drop what is twice, {@link io.trailhouse.table.KnownObjects}
 * looks into the ledger, and {@link io.trailhouse.table.EventFileMerge} makes few files of many.
 * {@link io.trailhouse.table.LogStores} keeps two writers from one version of a table's log.
 */
@NullMarked
package io.trailhouse.table;

import org.jspecify.annotations.NullMarked;
