/**
 * The shared words: names, types and comments of the columns of the {@code events} table. The
 * table's schema, the data source, the README's column table and {@code DESCRIBE TABLE} are all
 * made from the one list in {@link io.trailhouse.event.EventColumn}. Times are what {@link
 * io.trailhouse.event.Micros} makes of them.
 */
@NullMarked
package io.trailhouse.event;

import org.jspecify.annotations.NullMarked;
