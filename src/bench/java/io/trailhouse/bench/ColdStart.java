package io.trailhouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands as a user with little data meets them: started from a shell, waited for. */
final class ColdStart {

  static final String INGEST = "trailhouse ingest";
  static final String STATUS = "trailhouse status";

  private final Shell shell;
  private final Path trail;
  private final Path lake;

  /** Runs commands on the sample archive and a lake of their own. */
  ColdStart(Shell shell, Path trail, Path lake) {
    this.shell = shell;
    this.trail = trail;
    this.lake = lake;
  }

  /** Ingests the sample archive and asks for the status, so many times. */
  Heat run(int rounds) throws IOException {
    List<Measurement> ingests = new ArrayList<>();
    List<Measurement> statuses = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      new Folder(lake).delete();
      // 4: something was quarantined, as the sample has it.
      ingests.add(
          shell.time(List.of("ingest", "--trail", trail.toString(), "--lake", lake.toString()), 4));
      statuses.add(shell.time(List.of("status", "--lake", lake.toString()), 0));
    }
    return new Heat(
        Discipline.COLD_START,
        "",
        null,
        List.of(new Series(INGEST, ingests), new Series(STATUS, statuses)));
  }
}
