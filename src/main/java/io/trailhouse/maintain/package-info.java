/**
 * Jobs that keep a lake in shape: few files where there were many, no more history than is wanted,
 * and no files that no table names. Each is safe beside a running ingest, and safe to kill.
 */
@NullMarked
package io.trailhouse.maintain;

import org.jspecify.annotations.NullMarked;
