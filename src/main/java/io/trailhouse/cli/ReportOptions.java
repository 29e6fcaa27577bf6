package io.trailhouse.cli;

import io.trailhouse.publish.ReportForm;
import io.trailhouse.report.Reports;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports there are, and the forms that they are made in. */
final class ReportOptions {

  @Option(
      names = "--format",
      order = 6,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FORMAT,...",
      defaultValue = "html,csv,json,avro,delta",
      description = {
        "html: one page; csv, json (lines), avro: a file for each report; delta: tables in the"
            + " lake's folder reports. Default: ${DEFAULT-VALUE}",
        "Example: --format html,csv"
      })
  private Set<ReportForm> forms = EnumSet.allOf(ReportForm.class);

  @Option(
      names = "--reports",
      order = 10,
      paramLabel = "DIR",
      description = {
        "Folder with SQL files of your own reports; one with the name of a bundled report takes its"
            + " place.",
        "Example: --reports ./our-reports"
      })
  private @Nullable Path own;

  Set<ReportForm> forms() {
    return forms;
  }

  Reports reports() {
    return Reports.find(own);
  }
}
