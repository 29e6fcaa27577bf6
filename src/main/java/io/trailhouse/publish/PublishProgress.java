package io.trailhouse.publish;

import io.trailhouse.report.ReportWindow;
import java.time.LocalDate;
import java.util.NavigableSet;

/** Hears how the making of reports gets on. */
public interface PublishProgress {

  /** The window's events are going to be read. */
  void reading(ReportWindow window);

  /**
   * The window has no events, so that the reports will be empty.
   *
   * @param held the days that the lake has events of
   */
  void noEvents(ReportWindow window, NavigableSet<LocalDate> held);

  /** The reports are going to be asked. */
  void asking(int reports);

  /**
   * A report is written.
   *
   * @param done how many are, with it
   */
  void written(String report, long rows, int done, int reports);
}
