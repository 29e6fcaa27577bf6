package io.trailhouse.render;

import io.trailhouse.report.ReportWindow;
import java.time.Instant;

/**
 * What a page says it is about.
 *
 * @param lake the lake's name for people
 * @param window the days, and what was asked for of them
 * @param generatedAt when the page was made
 */
public record PageHeading(String lake, ReportWindow window, Instant generatedAt) {}
