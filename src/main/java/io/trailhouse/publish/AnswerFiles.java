package io.trailhouse.publish;

import io.trailhouse.render.AvroFile;
import io.trailhouse.render.CsvFile;
import io.trailhouse.render.JsonLinesFile;
import io.trailhouse.report.Asked;
import io.trailhouse.report.ReportTable;
import io.trailhouse.report.RowSink;
import io.trailhouse.session.OutputFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files and the table of one answer, as far as they are wanted, written row by row. */
final class AnswerFiles implements RowSink, Closeable {

  /** What the names of files of CSV end with. */
  static final String CSV = ".csv";

  private final List<RowSink> sinks = new ArrayList<>();
  private final Deque<Closeable> open = new ArrayDeque<>();
  private final @Nullable ReportTable table;

  AnswerFiles(OutputFolder folder, Set<ReportForm> forms, Asked asked, @Nullable ReportTable table)
      throws IOException {
    this.table = table;
    if (table != null) {
      sinks.add(table);
    }
    boolean isOpen = false;
    try {
      open(folder, forms, asked);
      isOpen = true;
    } finally {
      if (!isOpen) {
        close();
      }
    }
  }

  private void open(OutputFolder folder, Set<ReportForm> forms, Asked asked) throws IOException {
    String name = asked.report().name();
    if (forms.contains(ReportForm.CSV)) {
      CsvFile file = new CsvFile(created(folder, name + CSV), asked.columns());
      add(file::row, file);
    }
    if (forms.contains(ReportForm.JSON)) {
      JsonLinesFile file = new JsonLinesFile(created(folder, name + ".jsonl"), asked.columns());
      add(file::row, file);
    }
    if (forms.contains(ReportForm.AVRO)) {
      AvroFile file = new AvroFile(created(folder, name + ".avro"), asked.columns());
      add(file::row, file);
    }
  }

  private OutputStream created(OutputFolder folder, String name) throws IOException {
    OutputStream out = folder.create(name);
    open.push(out);
    return out;
  }

  private void add(RowSink sink, Closeable file) {
    sinks.add(sink);
    open.push(file);
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    for (RowSink sink : sinks) {
      sink.row(values);
    }
  }

  /** Tells that these were all rows; the table is not changed before. */
  void end() throws IOException {
    if (table != null) {
      table.end();
    }
  }

  @Override
  public void close() throws IOException {
    if (!open.isEmpty()) {
      try {
        open.pop().close();
      } finally {
        close();
      }
    }
  }
}
