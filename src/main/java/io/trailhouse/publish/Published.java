package io.trailhouse.publish;

import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was published about a window.
 *
 * @param window the window
 * @param events how many events it has
 * @param answers what the reports answer, with what changed in all of them behind
 * @param page where the page is; null if none was wanted
 */
public record Published(
    ReportWindow window, long events, List<ReportAnswer> answers, @Nullable String page) {

  /** What was published does not change. */
  public Published {
    answers = List.copyOf(answers);
  }
}
