package io.trailhouse.cli;

import io.trailhouse.publish.PublishProgress;
import io.trailhouse.render.Numbers;
import io.trailhouse.report.ReportWindow;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.NavigableSet;

/** Shows how reports get on: in the bar where there is one, and a line for each. */
final class ReportLines implements PublishProgress {

  private final PrintWriter err;
  private final Bar bar;

  ReportLines(PrintWriter err, Bar bar) {
    this.err = err;
    this.bar = bar;
  }

  @Override
  public void reading(ReportWindow window) {
    print("reading the events of %s ...".formatted(days(window)));
  }

  static String days(ReportWindow window) {
    return "%s to %s (not included)".formatted(window.from(), window.to());
  }

  @Override
  public void noEvents(ReportWindow window, NavigableSet<LocalDate> held) {
    print(
        held.isEmpty()
            ? "The lake has no events yet; ingest some first."
            : "There are no events of %s%s; the lake's are of %s to %s."
                .formatted(
                    days(window),
                    window.filters().isEmpty() ? "" : " that the filters let pass",
                    held.first(),
                    held.last()));
  }

  @Override
  public void asking(int reports) {
    bar.step("reports", 0, reports, Bar.Unit.REPORTS);
  }

  @Override
  public void written(String report, long rows, int done, int reports) {
    bar.step("reports", done, reports, Bar.Unit.REPORTS);
    print("%s: %s (%d of %d)".formatted(report, Numbers.count(rows, "row", "rows"), done, reports));
  }

  private void print(String line) {
    err.println(line);
    err.flush();
  }
}
