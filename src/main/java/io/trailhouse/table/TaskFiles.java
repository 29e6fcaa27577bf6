package io.trailhouse.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the tasks of a run leave for each other beside the lake's tables, until the run ends. */
final class TaskFiles {

  private static final String FOLDER = "_trailhouse/tasks";

  /** Litter of runs that were killed is taken away after this time. */
  private static final long MILLIS_KEPT = 7L * 24 * 3_600_000;

  private TaskFiles() {}

  /** The path of what a task leaves. */
  static Path of(Path lake, String task, String suffix) {
    return new Path(new Path(lake, FOLDER), task + suffix);
  }

  /** The path of what the task that wrote an event file left. */
  static Path beside(DataFile eventFile, String suffix) {
    return of(DataFileNames.table(eventFile).getParent(), DataFileNames.task(eventFile), suffix);
  }

  /** Takes away what the tasks of a run left, and what killed runs left long ago. */
  static void remove(Configuration conf, Path lake, String runId) throws IOException {
    Path folder = new Path(lake, FOLDER);
    FileSystem fileSystem = folder.getFileSystem(conf);
    long now = System.currentTimeMillis();
    try {
      for (FileStatus file : fileSystem.listStatus(folder)) {
        if (file.getPath().getName().startsWith(runId)
            || file.getModificationTime() < now - MILLIS_KEPT) {
          fileSystem.delete(file.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      return; // No task left any.
    }
  }
}
