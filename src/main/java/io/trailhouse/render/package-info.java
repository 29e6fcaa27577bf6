/**
 * The forms of a report that need no engine: one HTML page of all reports ({@link
 * io.trailhouse.render.Page}), one over all nights ({@link io.trailhouse.render.NightsPage}), and
 * for each report CSV ({@link io.trailhouse.render.CsvFile}), JSON lines ({@link
 * io.trailhouse.render.JsonLinesFile}) and Avro ({@link io.trailhouse.render.AvroFile}). {@link
 * io.trailhouse.render.VegaLite} makes the charts, for the page and for notebooks, and {@link
 * io.trailhouse.render.HtmlTable} the tables of notebooks.
 *
 * <p>Every value comes from whoever made a request, so no form trusts any: the page's script sets
 * text and never markup, its policy lets nothing run but that script, and a spreadsheet gets no
 * formulas.
 */
@NullMarked
package io.trailhouse.render;

import org.jspecify.annotations.NullMarked;
