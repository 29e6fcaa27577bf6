package io.trailhouse.publish;

import io.trailhouse.ingest.IngestResult;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.report.ReportAnswer;
import java.time.LocalDate;
import java.util.List;

/**
 * What a night did.
 *
 * @param ingested what was new
 * @param compacted what was merged
 * @param days the days that were reported on
 * @param nights all nights, the latest first
 * @param page where the night's page is
 * @param index where the page over all nights is
 */
public record NightResult(
    IngestResult ingested,
    CompactionResult compacted,
    List<LocalDate> days,
    ReportAnswer nights,
    String page,
    String index) {

  /** What was done does not change. */
  public NightResult {
    days = List.copyOf(days);
  }
}
