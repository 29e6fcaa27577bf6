/**
 * The forms of a report that need no engine: one HTML page of all reports ({@link
 * io.trailhouse.render.Page}), and for each report CSV ({@link io.trailhouse.render.CsvFile}) and
 * JSON lines ({@link io.trailhouse.render.JsonLinesFile}). {@link io.trailhouse.render.VegaLite}
 * makes the charts, for the page and for notebooks.
 *
 * <p>Every value comes from whoever made a request, so no form trusts any: the page's script sets
 * text and never markup, its policy lets nothing run but that script, and a spreadsheet gets no
 * formulas.
 */
@NullMarked
package io.trailhouse.render;

import org.jspecify.annotations.NullMarked;
