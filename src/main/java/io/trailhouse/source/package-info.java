/**
 * The Spark data source {@code cloudtrail}: reads trails without a lake. {@link
 * io.trailhouse.source.TrailDataSource} is the door, and lists the options.
 *
 * <p>The driver lists the trail, leaves out what the query's filters rule out by key, and packs
 * many small objects into tasks of even size; each task streams its objects one after the other.
 * What else is public is so because Spark makes it by reflection.
 */
@NullMarked
package io.trailhouse.source;

import org.jspecify.annotations.NullMarked;
