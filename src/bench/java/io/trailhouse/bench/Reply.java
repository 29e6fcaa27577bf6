package io.trailhouse.bench;

import org.jspecify.annotations.Nullable;

/**
 * A worker's answer to a step.
 *
 * @param measurement what it measured; null if it failed
 * @param failure why it failed; null if it did not
 */
record Reply(@Nullable Measurement measurement, @Nullable String failure) {}
