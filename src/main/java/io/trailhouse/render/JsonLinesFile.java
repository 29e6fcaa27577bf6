package io.trailhouse.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.trailhouse.report.ReportAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON lines: an object a line, in UTF-8, with all columns in order; numbers and
 * truths as such, times and days as text in ISO 8601 and UTC, null as null.
 */
public final class JsonLinesFile implements Closeable {

  private final List<ReportAnswer.Column> columns;
  private final JsonGenerator json;

  /** Begins a file without rows. */
  public JsonLinesFile(OutputStream out, List<ReportAnswer.Column> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.json = new JsonFactory().createGenerator(Cells.utf8(out));
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  /** Writes a row: a value, which may be null, for each column. */
  public void row(List<@Nullable Object> row) throws IOException {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs a value for each of %d columns, has %d"
              .formatted(columns.size(), row.size()));
    }
    json.writeStartObject();
    for (int column = 0; column < columns.size(); column++) {
      json.writeFieldName(columns.get(column).name());
      value(row.get(column));
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long count) {
      json.writeNumber(count);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(Cells.text(value));
    }
  }

  /** Writes what is left and closes the stream. */
  @Override
  public void close() throws IOException {
    json.close();
  }
}
