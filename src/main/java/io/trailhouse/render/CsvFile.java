package io.trailhouse.render;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.trailhouse.report.ReportAnswer;
import java.io.Closeable;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as CSV: RFC 4180, UTF-8, a header line, times as ISO 8601 in UTC, nothing for null
 * and {@code ""} for an empty text.
 *
 * <p>A text that a spreadsheet would run as a formula gets an apostrophe before it: one whose first
 * character, apostrophes, white space and invisible characters left out, is {@code =}, {@code +},
 * {@code -} or {@code @}, also in full width, or that begins with a tab or a carriage return; a
 * plain number stays one. Whoever wants the text as it was takes one apostrophe away from a cell
 * that has such a beginning behind it.
 */
public final class CsvFile implements Closeable {

  private final List<ReportAnswer.Column> columns;
  private final CsvWriter writer;

  /** Writes the header line. */
  public CsvFile(OutputStream out, List<ReportAnswer.Column> columns) {
    this.columns = List.copyOf(columns);
    this.writer = new CsvWriter(Cells.utf8(out), settings());
    writer.writeHeaders(columns.stream().map(ReportAnswer.Column::name).toList());
  }

  private static CsvWriterSettings settings() {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setQuoteEscape('"');
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.trimValues(false);
    settings.setNullValue("");
    settings.setEmptyValue("\"\"");
    settings.setSkipEmptyLines(false);
    settings.setMaxColumns(10_000);
    settings.setQuotationTriggers('"', ',', '\r', '\n');
    return settings;
  }

  /** Writes a row: a value, which may be null, for each column. */
  public void row(List<@Nullable Object> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs a value for each of %d columns, has %d"
              .formatted(columns.size(), row.size()));
    }
    writer.writeRow(row.stream().map(CsvFile::cell).toArray());
  }

  private static @Nullable String cell(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof String text ? Formula.defused(text) : Cells.text(value);
  }

  /** Writes what is left and closes the stream. */
  @Override
  public void close() {
    writer.close();
  }
}
