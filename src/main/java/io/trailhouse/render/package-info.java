/** Stub. */
@NullMarked
package io.trailhouse.render;

import org.jspecify.annotations.NullMarked;
