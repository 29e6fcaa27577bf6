package io.trailhouse.ingest;

import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.Damage;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.RowFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Collects what a task could not read, and writes it to files of the quarantine table. */
final class QuarantineFiles {

  /** Memory that rows may wait in, about, in bytes. */
  private static final long MOST_WAITING = 32L << 20;

  /** Memory that a row takes besides its text, about, in bytes. */
  private static final long ROW_BYTES = 500;

  private final Configuration conf;
  private final String lake;
  private final String name;
  private final String runId;
  private final List<DataFile> files = new ArrayList<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private long waiting;

  QuarantineFiles(Configuration conf, String lake, String name, String runId) {
    this.conf = conf;
    this.lake = lake;
    this.name = name;
    this.runId = runId;
  }

  /** Keeps damage, and writes a file when much has come together. */
  void add(TrailObject object, Damage damage) throws IOException {
    LocalDate day = object.deliveryDate();
    // In the order of LakeTable.QUARANTINE.
    rows.add(
        Arrays.asList(
            runId,
            RunRows.micros(Instant.now()),
            object.path(),
            damage.endsObject() ? "object" : "record",
            damage.recordIndex(),
            damage.bytePosition(),
            damage.reason().name(),
            damage.message(),
            damage.raw(),
            damage.rawCharset(),
            damage.rawBytes(),
            object.account(),
            object.region(),
            day == null ? null : (int) day.toEpochDay()));
    waiting += ROW_BYTES + damage.raw().length();
    if (waiting > MOST_WAITING) {
      write();
    }
  }

  List<DataFile> finish() throws IOException {
    if (!rows.isEmpty()) {
      write();
    }
    return List.copyOf(files);
  }

  private void write() throws IOException {
    files.add(
        RowFile.write(
            conf,
            lake,
            LakeTable.QUARANTINE,
            name + "-" + files.size(),
            rows.size(),
            (row, column) -> rows.get(row).get(column)));
    rows.clear();
    waiting = 0;
  }
}
