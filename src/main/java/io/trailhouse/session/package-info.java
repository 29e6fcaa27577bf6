/**
 * What all share that work on lakes: {@link io.trailhouse.session.SparkSettings}, the same for the
 * command line and for notebooks, {@link io.trailhouse.session.LakeViews}, a lake's tables as Spark
 * reads them, {@link io.trailhouse.session.DealtWork}, how tasks are given work, and {@link
 * io.trailhouse.session.OutputFolder}, where files that are no tables go.
 */
@NullMarked
package io.trailhouse.session;

import org.jspecify.annotations.NullMarked;
