/**
 * Reports: a named question to the lake, and its answer. {@link io.trailhouse.report.ReportRun} is
 * the door; it asks what {@link io.trailhouse.report.Reports} finds about a {@link
 * io.trailhouse.report.ReportWindow}. From a file to an answer:
 *
 * <ol>
 *   <li>{@link io.trailhouse.report.ReportFile}: a file of SQL with a header to a {@link
 *       io.trailhouse.report.Report}, checked when it is read.
 *   <li>{@link io.trailhouse.report.EventViews}: the window's events as the views that the query
 *       asks, and {@link io.trailhouse.report.Usage}: the same events summed up by the columns that
 *       repeat. It is the one pass over them for all reports that do with it.
 *   <li>{@link io.trailhouse.report.NamedParameters} and {@link
 *       io.trailhouse.report.ReportFunctions}: what else a query may name.
 *   <li>{@link io.trailhouse.report.ComputedRows}: the rows in the report's order, computed once;
 *       an {@link io.trailhouse.report.Asked} hands them out to whatever writes them.
 *   <li>The same report about the window before, joined by the report's key, tells what is new,
 *       gone, more or less.
 *   <li>{@link io.trailhouse.report.ReportTables}: an answer into the lake, in the place of the one
 *       about the same window. The forms of files are of the room {@code render}.
 * </ol>
 *
 * <p>{@link io.trailhouse.report.FirstSeen} remembers in the lake when somebody did something
 * first, brought up to date by the events of the runs that it has not met. {@link
 * io.trailhouse.report.Nights} reads back which days were reported on. The functions of the report
 * {@code permissions-used} stand on the room {@code iam}.
 */
@NullMarked
package io.trailhouse.report;

import org.jspecify.annotations.NullMarked;
