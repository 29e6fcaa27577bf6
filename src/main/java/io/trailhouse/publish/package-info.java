/**
 * Reports to where people find them: {@link io.trailhouse.publish.Publish} asks reports about a
 * window, and writes their answers in the forms that are wanted and as a page; {@link
 * io.trailhouse.publish.Night} does what is due every night, from new trail objects to the pages of
 * the days that they change.
 */
@NullMarked
package io.trailhouse.publish;

import org.jspecify.annotations.NullMarked;
