/**
 * Trail roots and a window to trail objects. Reads keys, never contents. {@link
 * io.trailhouse.locate.Locate} is the door.
 */
@NullMarked
package io.trailhouse.locate;

import org.jspecify.annotations.NullMarked;
