/**
 * Gzip streams to their bytes (RFC 1951, 1952), faster than the JDK does, and telling damage in the
 * data from a failure to fetch it. Plain Java; {@link io.trailhouse.gzip.Gunzip} is the door.
 */
@NullMarked
package io.trailhouse.gzip;

import org.jspecify.annotations.NullMarked;
