package io.trailhouse.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.EventFiles;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.LakeTarget;
import io.trailhouse.table.Partitioning;
import io.trailhouse.table.PendingRun;
import io.trailhouse.table.RowFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Commits events with a buffer of a size that a run would not choose. */
final class EventCommit {

  private static final String RUN = "run-1";

  private EventCommit() {}

  static List<DataFile> of(TestLake lake, Stream<String> records, long bufferBytes)
      throws IOException {
    Lake tables = Lake.at(lake.conf(), lake.folder().toString());
    tables.createMissingTables(Partitioning.DATE_REGION_SOURCE);
    long after = tables.finishInterrupted();
    List<DataFile> events = write(lake, tables.target(), records, bufferBytes);
    DataFile ledger =
        RowFile.write(lake.conf(), tables.uri(), LakeTable.FILES, RUN, 1, (row, column) -> null);
    DataFile run =
        RowFile.write(lake.conf(), tables.uri(), LakeTable.RUNS, RUN, 1, (row, column) -> null);
    tables.commit(new PendingRun(RUN, events, List.of(ledger), List.of(), List.of(run)), after);
    return events;
  }

  private static List<DataFile> write(
      TestLake lake, LakeTarget target, Stream<String> records, long bufferBytes)
      throws IOException {
    byte[] lines = String.join("\n", records.toList()).getBytes(UTF_8);
    try (EventFiles files = new EventFiles(lake.conf(), target, RUN, bufferBytes, 0);
        TrailReader reader =
            new TrailReader(
                new ByteArrayInputStream(lines),
                new ReaderMemory(EnumSet.allOf(EventColumn.class), Limits.DEFAULT, HashKey.PUBLIC),
                null,
                damage -> {
                  throw new IllegalArgumentException(damage.toString());
                })) {
      while (reader.next()) {
        files.add(reader.event(), "lines".getBytes(UTF_8), RUN.getBytes(UTF_8));
      }
      return files.finish().files();
    }
  }
}
