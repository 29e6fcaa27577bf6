/**
 * The identity in a record to the caller: who it was, with which credentials. Plain Java; {@link
 * io.trailhouse.caller.Caller#of} is the door.
 */
@NullMarked
package io.trailhouse.caller;

import org.jspecify.annotations.NullMarked;
