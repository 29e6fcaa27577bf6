/**
 * How Spark is set up to work on lakes: {@link io.trailhouse.session.SparkSettings}, the same for
 * the command line and for notebooks; and the lake's tables as Spark reads them, {@link
 * io.trailhouse.session.LakeViews}.
 */
@NullMarked
package io.trailhouse.session;

import org.jspecify.annotations.NullMarked;
