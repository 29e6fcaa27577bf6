/**
 * How Spark works on lakes: {@link io.trailhouse.session.SparkSettings}, the same for the command
 * line and for notebooks, and {@link io.trailhouse.session.DealtWork}, how tasks are given work.
 */
@NullMarked
package io.trailhouse.session;

import org.jspecify.annotations.NullMarked;
