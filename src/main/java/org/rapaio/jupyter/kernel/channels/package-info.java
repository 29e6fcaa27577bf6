/**
 * A class of the notebook kernel that stands in front of the kernel's own on the class path of
 * {@code scripts/notebook}; nobody else loads it.
 */
@NullMarked
package org.rapaio.jupyter.kernel.channels;

import org.jspecify.annotations.NullMarked;
