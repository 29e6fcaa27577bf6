package io.trailhouse.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a run leave for each other beside the lake's tables, until the run ends. It is
 * found by the name of an event file: task and attempt, and the file's number in the task.
 */
final class TaskFiles {

  /** What the name of an event file ends in. */
  static final String EVENT_FILE_SUFFIX = ".zstd.parquet";

  private static final String FOLDER = "_trailhouse/tasks";
  private static final Pattern EVENT_FILE = Pattern.compile("(.*)-(\\d+)\\.zstd\\.parquet");

  /** Litter of runs that were killed is taken away after this time. */
  private static final long MILLIS_KEPT = 7L * 24 * 3_600_000;

  private TaskFiles() {}

  /** The path of what a task leaves. */
  static Path of(Path lake, String task, String suffix) {
    return new Path(new Path(lake, FOLDER), task + suffix);
  }

  /** The path of an event file of a task. */
  static Path eventFile(Path folder, String task, int number) {
    return new Path(folder, "%s-%d%s".formatted(task, number, EVENT_FILE_SUFFIX));
  }

  /**
   * The path of an event file that takes the place of another. A task that is tried again, or a run
   * that compares again, makes another one.
   */
  static Path another(DataFile eventFile, String why) {
    String path = eventFile.path();
    return new Path(
        "%s-%s-%s%s"
            .formatted(
                path.substring(0, path.length() - EVENT_FILE_SUFFIX.length()),
                why,
                UUID.randomUUID().toString().substring(0, 8),
                EVENT_FILE_SUFFIX));
  }

  /** The path of a file of a partition that events of other files are merged into. */
  static Path merged(DataFile eventFile, Map<String, @Nullable String> partition) {
    return new Path(
        new Path(table(eventFile), PartitionFolder.of(partition)),
        "merged-%s%s".formatted(UUID.randomUUID(), EVENT_FILE_SUFFIX));
  }

  private static Path table(DataFile eventFile) {
    Path table = new Path(eventFile.path()).getParent();
    for (int i = 0; i < eventFile.partition().size(); i++) {
      table = table.getParent();
    }
    return table;
  }

  /** Whether an event file is named as a task names it, so that what is beside it can be found. */
  static boolean isOfTask(DataFile eventFile) {
    return name(eventFile).matches();
  }

  /** The path of what the task that wrote an event file left. */
  static Path beside(DataFile eventFile, String suffix) {
    return of(table(eventFile).getParent(), required(eventFile).group(1), suffix);
  }

  /** The number of an event file in its task. */
  static int number(DataFile eventFile) {
    return Integer.parseInt(required(eventFile).group(2));
  }

  private static Matcher required(DataFile eventFile) {
    Matcher name = name(eventFile);
    if (!name.matches()) {
      throw new IllegalArgumentException(eventFile.path() + " is no event file of a task");
    }
    return name;
  }

  private static Matcher name(DataFile eventFile) {
    return EVENT_FILE.matcher(new Path(eventFile.path()).getName());
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
