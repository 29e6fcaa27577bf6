/** The scripts and files that run Trailhouse on EMR and every night. */
@NullMarked
package io.trailhouse.deploy;

import org.jspecify.annotations.NullMarked;
