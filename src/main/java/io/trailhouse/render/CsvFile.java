package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class CsvFile implements Closeable {
  private final PrintWriter out;

  /** Stub. */
  public CsvFile(OutputStream out, List<ReportAnswer.Column> columns) {
    this.out = new PrintWriter(out, false, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Stub. */
  public void row(List<@Nullable Object> values) throws IOException {
    out.println(values);
  }

  @Override
  public void close() {
    out.close();
  }
}
