package io.trailhouse.publish;

import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.report.Report;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a night is to do.
 *
 * @param ingest trails, lake and limits; the days of delivery are found by the night
 * @param out the folder of the pages
 * @param day the day to report on, and no other; null for the last one, those that were missed, and
 *     those that late events changed
 * @param last the last day that is over
 * @param lookBack how many days of delivery before the first day are looked through
 * @param mostDays how many missed days are made up for at most
 * @param reports the reports
 * @param forms the forms that are wanted; page and tables are made always
 */
public record NightConfig(
    IngestConfig ingest,
    String out,
    @Nullable LocalDate day,
    LocalDate last,
    int lookBack,
    int mostDays,
    List<Report> reports,
    Set<ReportForm> forms) {

  /** Refuses what makes no sense. */
  public NightConfig {
    if (lookBack < 0) {
      throw new IllegalArgumentException(
          "--look-back must be 0 days or more, cannot be: " + lookBack);
    }
    if (mostDays < 1) {
      throw new IllegalArgumentException(
          "--most-days must be 1 day or more, cannot be: " + mostDays);
    }
    reports = List.copyOf(reports);
    EnumSet<ReportForm> all = EnumSet.of(ReportForm.HTML, ReportForm.DELTA);
    all.addAll(forms);
    forms = Set.copyOf(all);
  }

  /** The day that the night is named after. */
  public LocalDate night() {
    return day == null ? last : day;
  }
}
