/**
 * The benchmark: the same trails through Trailhouse and its peers, in turn, on one machine. {@link
 * io.trailhouse.bench.Bench} makes the trails, starts one {@link io.trailhouse.bench.Worker}
 * process for each {@link io.trailhouse.bench.Contender}, has them do the same {@link
 * io.trailhouse.bench.Step} one after the other, and holds the ratios against the {@link
 * io.trailhouse.bench.Targets}. {@code scripts/bench} builds and runs it; the normal build leaves
 * it alone.
 */
@NullMarked
package io.trailhouse.bench;

import org.jspecify.annotations.NullMarked;
