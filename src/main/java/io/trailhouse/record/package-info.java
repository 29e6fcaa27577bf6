/**
 * One trail object's bytes to flat events: inflated and parsed in one streaming pass, without a
 * tree, in plain Java. {@link io.trailhouse.record.TrailReader} is the door, {@link
 * io.trailhouse.record.ReaderMemory} what readers of many objects share; a {@link
 * io.trailhouse.record.FlatEvent} is what it yields, and {@link io.trailhouse.record.Damage} what
 * it could not read.
 */
@NullMarked
package io.trailhouse.record;

import org.jspecify.annotations.NullMarked;
