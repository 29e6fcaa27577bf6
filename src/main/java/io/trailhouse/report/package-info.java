/**
 * Reports: a named question to the lake, asked by one SQL file, and its answer as a table. {@link
 * io.trailhouse.report.Reports} finds them, {@link io.trailhouse.report.ReportRun} asks them.
 */
@NullMarked
package io.trailhouse.report;

import org.jspecify.annotations.NullMarked;
