/**
 * Data for tests: {@link io.trailhouse.sample.Seeds} are the example events of AWS's own documents,
 * {@link io.trailhouse.sample.GeneratedTrail} makes trails of any size together with the truth
 * about them, and {@link io.trailhouse.sample.SampleTrail} makes the archive in {@code
 * src/sample/trail} that new users start with. Nothing here uses the code it is meant to test.
 */
@NullMarked
package io.trailhouse.sample;

import org.jspecify.annotations.NullMarked;
