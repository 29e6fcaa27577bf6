/** What every room of Trailhouse may use. */
@NullMarked
package io.trailhouse;

import org.jspecify.annotations.NullMarked;
