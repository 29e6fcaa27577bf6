package io.trailhouse.table;

/**
 * How big a table is now.
 *
 * @param table the table
 * @param version the version of its Delta log
 * @param files data files in it
 * @param bytes bytes of these
 * @param rows rows in these, as far as the log tells
 */
public record TableSize(LakeTable table, long version, long files, long bytes, long rows) {}
