package io.trailhouse.render;

import java.util.List;

/**
 * Reports that stand together on a page.
 *
 * @param title what stands above them
 * @param sections the reports
 */
record PageGroup(String title, List<PageSection> sections) {}
