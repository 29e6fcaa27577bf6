/**
 * Jobs that keep a lake in shape: few files where there were many ({@link
 * io.trailhouse.maintain.Compaction}), partitioned as is wanted ({@link
 * io.trailhouse.maintain.Repartition}), no more history than is wanted ({@link
 * io.trailhouse.maintain.Expiry}), and no files that no table names ({@link
 * io.trailhouse.maintain.Vacuum}). Each is safe beside a running ingest, and safe to kill.
 */
@NullMarked
package io.trailhouse.maintain;

import org.jspecify.annotations.NullMarked;
