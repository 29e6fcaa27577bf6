package io.trailhouse.table;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * How files of tables are named. The name of an event file tells the task and attempt that wrote
 * it, and its number there, until it is merged with others.
 */
final class DataFileNames {

  private static final String SUFFIX = ".zstd.parquet";
  private static final Pattern OF_TASK = Pattern.compile("(.*)-(\\d+)\\.zstd\\.parquet");

  private DataFileNames() {}

  /** The path of a file with a name of its own. */
  static Path of(Path folder, String name) {
    return new Path(folder, name + SUFFIX);
  }

  /** The path of an event file of a task. */
  static Path ofTask(Path folder, String task, int number) {
    return of(folder, task + "-" + number);
  }

  /**
   * The path of an event file that takes the place of another. A task that is tried again, or a run
   * that compares again, makes another one.
   */
  static Path another(DataFile eventFile, String why) {
    Path path = new Path(eventFile.path());
    String name = path.getName().substring(0, path.getName().length() - SUFFIX.length());
    return of(
        path.getParent(),
        "%s-%s-%s".formatted(name, why, UUID.randomUUID().toString().substring(0, 8)));
  }

  /** The path of a file of a partition that events of other files are merged into. */
  static Path merged(DataFile eventFile, Map<String, @Nullable String> partition) {
    return of(
        new Path(table(eventFile), PartitionFolder.of(partition)), "merged-" + UUID.randomUUID());
  }

  /** The folder of an event file's table. */
  static Path table(DataFile eventFile) {
    Path table = new Path(eventFile.path()).getParent();
    for (int i = 0; i < eventFile.partition().size(); i++) {
      table = table.getParent();
    }
    return table;
  }

  /** Whether an event file is named as a task names it. */
  static boolean isOfTask(DataFile eventFile) {
    return name(eventFile).matches();
  }

  /** The task and attempt that wrote an event file. */
  static String task(DataFile eventFile) {
    return required(eventFile).group(1);
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
    return OF_TASK.matcher(new Path(eventFile.path()).getName());
  }
}
