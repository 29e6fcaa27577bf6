package io.trailhouse.table;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Few events of one partition that a task read, not encoded yet: other tasks are likely to have
 * some of the same partition, and those that were delivered late or again are mostly such. They
 * meet when late duplicates are dropped, and become one file then.
 *
 * @param file the event file that they would have made
 * @param offset where they start in what the task left
 * @param valueBytes bytes of their values
 */
public record HeldEvents(DataFile file, long offset, int valueBytes) implements Serializable {

  private static final String SUFFIX = ".events";

  /** Writes what a task holds back. */
  static List<HeldEvents> write(
      Configuration conf, Path lake, String task, List<DataFile> files, List<EventBuffer> buffers)
      throws IOException {
    List<HeldEvents> held = new ArrayList<>();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                LakeOutput.create(conf, TaskFiles.of(lake, task, SUFFIX)), 1 << 16))) {
      long offset = 0;
      for (int i = 0; i < buffers.size(); i++) {
        EventBuffer buffer = buffers.get(i);
        held.add(new HeldEvents(files.get(i), offset, buffer.valueBytes()));
        buffer.writeTo(out);
        offset += buffer.storedBytes();
      }
    }
    return held;
  }

  /** Reads the events. */
  EventBuffer read(TaskFileReader files) throws IOException {
    Path path = TaskFiles.beside(file, SUFFIX);
    TaskFileReader.Opened opened = files.open(path);
    if (opened == null) {
      throw new FileNotFoundException("%s is gone while its run is under way".formatted(path));
    }
    opened.in().seek(offset);
    return EventBuffer.read(opened.in(), Math.toIntExact(file.rows()), valueBytes);
  }
}
