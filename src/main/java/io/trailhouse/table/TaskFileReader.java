package io.trailhouse.table;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some {@link TaskFiles} open that are read here and there: each has parts of many
 * partitions.
 */
final class TaskFileReader implements Closeable {

  /** A file, with how many bytes it has. */
  record Opened(FSDataInputStream in, long bytes) {}

  /** A store keeps so many connections for one process, at least. */
  private static final int MOST_OPEN = 32;

  private final Configuration conf;
  private final Map<Path, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);

  TaskFileReader(Configuration conf) {
    this.conf = conf;
  }

  /** Opens a file, or has it open already; null if it is not there. */
  @Nullable Opened open(Path path) throws IOException {
    Opened file = opened.get(path);
    if (file == null) {
      FileSystem fileSystem = path.getFileSystem(conf);
      try {
        FileStatus status = fileSystem.getFileStatus(path);
        file = new Opened(fileSystem.open(path), status.getLen());
      } catch (FileNotFoundException e) {
        return null;
      }
      opened.put(path, file);
      if (opened.size() > MOST_OPEN) {
        Iterator<Opened> leastUsed = opened.values().iterator();
        leastUsed.next().in().close();
        leastUsed.remove();
      }
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    for (Opened file : opened.values()) {
      file.in().close();
    }
    opened.clear();
  }
}
