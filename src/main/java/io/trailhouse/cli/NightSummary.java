package io.trailhouse.cli;

import io.trailhouse.ingest.IngestResult;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.publish.NightResult;
import io.trailhouse.render.Numbers;
import io.trailhouse.report.ReportAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a night did, in a few lines for a mail or a chat.
 *
 * @param lines the lines
 * @param anyQuarantined whether something new was quarantined
 */
record NightSummary(List<String> lines, boolean anyQuarantined) {

  /** What it did. */
  static NightSummary of(LocalDate night, NightResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(night, result.nights()));
    addIngested(lines, result.ingested());
    CompactionResult compacted = result.compacted();
    if (compacted.filesBefore() > 0) {
      lines.add(
          "Merged %s into %s."
              .formatted(
                  Numbers.count(compacted.filesBefore(), "small file", "small files"),
                  Numbers.plain(compacted.filesAfter())));
    }
    if (compacted.filesForeign() > 0) {
      lines.add(MaintainCommand.foreign(compacted));
    }
    lines.add(
        result.days().isEmpty()
            ? "Reported on nothing: the reports are as the lake is."
            : "Reported on %s."
                .formatted(
                    result.days().stream()
                        .map(LocalDate::toString)
                        .collect(Collectors.joining(", "))));
    lines.add("Page: " + result.page());
    lines.add("All nights: " + result.index());
    return new NightSummary(lines, result.ingested().anyQuarantined());
  }

  /** Why it did not do it. */
  static String ofFailure(LocalDate night, String message) {
    return "Night of %s failed: %s".formatted(night, message);
  }

  private static void addIngested(List<String> lines, IngestResult result) {
    if (result.objectsNew() == 0) {
      lines.add(
          "Ingested nothing: all of %s are in the lake."
              .formatted(Numbers.count(result.objectsListed(), "object", "objects")));
      return;
    }
    lines.add(
        "Ingested %s: %s read, %s written, %s dropped, %s quarantined."
            .formatted(
                Numbers.count(result.objectsNew(), "object", "objects"),
                Numbers.count(result.recordsRead(), "record", "records"),
                Numbers.count(result.rowsWritten(), "row", "rows"),
                Numbers.count(result.duplicates(), "duplicate", "duplicates"),
                Numbers.plain(result.recordsQuarantined())));
    if (result.anyQuarantined()) {
      lines.add(
          "Quarantined: see SELECT source_file, message FROM quarantine WHERE run_id = '%s'"
              .formatted(result.runId()));
    }
  }

  private static String headline(LocalDate night, ReportAnswer nights) {
    Map<String, Long> counts = new TreeMap<>();
    for (List<@Nullable Object> row : nights.rows()) {
      if (night.equals(row.get(0))) {
        for (int i = 0; i < row.size(); i++) {
          if (row.get(i) instanceof Number number) {
            counts.put(nights.columns().get(i).name(), number.longValue());
          }
        }
      }
    }
    return "Night of %s: %s by %s; %s, %s denied, %s by root, %s without MFA, %s."
        .formatted(
            night,
            count(counts, "events", "event", "events"),
            count(counts, "callers", "caller", "callers"),
            count(counts, "new_behaviours", "new behaviour", "new behaviours"),
            Numbers.plain(counts.getOrDefault("denied", 0L)),
            Numbers.plain(counts.getOrDefault("root_events", 0L)),
            count(counts, "writes_without_mfa", "change", "changes"),
            count(counts, "failed_logins", "failed sign-in", "failed sign-ins"));
  }

  private static String count(Map<String, Long> counts, String column, String one, String many) {
    return Numbers.count(counts.getOrDefault(column, 0L), one, many);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
