package io.trailhouse.publish;

import io.trailhouse.report.Report;
import io.trailhouse.report.ReportWindow;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to publish.
 *
 * @param lake the lake's name for people
 * @param window the events that it is about
 * @param reports the reports to ask
 * @param forms the forms that are wanted
 * @param out the folder of page and files
 * @param lookBack how far before a day those are looked for who made its sessions
 */
public record PublishConfig(
    String lake,
    ReportWindow window,
    List<Report> reports,
    Set<ReportForm> forms,
    String out,
    Duration lookBack) {

  /** What is wanted does not change. */
  public PublishConfig {
    reports = List.copyOf(reports);
    forms = Set.copyOf(forms);
  }
}
