/**
 * The identity in a record to the caller: who it was, with which credentials. Plain Java; {@link
 * io.trailhouse.caller.Caller#of} is the door. {@link io.trailhouse.caller.Client} tells by a user
 * agent what it called with.
 */
@NullMarked
package io.trailhouse.caller;

import org.jspecify.annotations.NullMarked;
