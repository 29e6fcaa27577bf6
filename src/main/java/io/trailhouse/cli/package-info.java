/**
 * The command line: options to one record for each job, the Spark session, progress on standard
 * error, answers on standard output, and exit codes. {@link io.trailhouse.cli.Trailhouse} is the
 * main class. No room imports it.
 */
@NullMarked
package io.trailhouse.cli;

import org.jspecify.annotations.NullMarked;
