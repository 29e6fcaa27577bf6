package io.trailhouse.table;

import java.util.List;

/**
 * The files that a run wrote and that its commit will name.
 *
 * @param runId the run
 * @param events files of {@code events}
 * @param files files of the ledger
 * @param quarantine files of {@code quarantine}
 * @param runs files of {@code runs}
 */
public record PendingRun(
    String runId,
    List<DataFile> events,
    List<DataFile> files,
    List<DataFile> quarantine,
    List<DataFile> runs) {

  /** Takes copies. */
  public PendingRun {
    events = List.copyOf(events);
    files = List.copyOf(files);
    quarantine = List.copyOf(quarantine);
    runs = List.copyOf(runs);
  }
}
