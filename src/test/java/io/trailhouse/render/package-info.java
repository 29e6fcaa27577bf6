/** What a report looks like, and that no text in it can do harm. */
@NullMarked
package io.trailhouse.render;

import org.jspecify.annotations.NullMarked;
