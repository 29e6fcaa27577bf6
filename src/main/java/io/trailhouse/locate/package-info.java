/**
 * Trail roots and a window to trail objects, and these to their bytes. {@link
 * io.trailhouse.locate.Locate} is the door; {@link io.trailhouse.locate.TrailObject} is what it
 * finds, and {@link io.trailhouse.locate.TrailInput} opens it. To find objects it reads keys, and
 * the headers of containers, never contents.
 *
 * <p>A root may stand at any level of a trail, above it, or in no trail at all. Below it, {@code
 * Walk} asks of each folder what its path tells ({@code TrailFolder}) and lists level by level
 * until everything below is wanted; then one flat listing takes it all. Days, accounts and regions
 * that are not asked for are never listed, nor are other services' logs.
 */
@NullMarked
package io.trailhouse.locate;

import org.jspecify.annotations.NullMarked;
