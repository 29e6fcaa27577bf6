package io.trailhouse.maintain;

import io.trailhouse.TrailhouseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folders of a lake that are Delta tables, those of reports included. */
final class LakeFolders {

  private static final String REPORTS = "reports";

  private LakeFolders() {}

  /** Their full paths, in order. */
  static List<String> tables(Configuration conf, String lake) {
    Path root = new Path(lake);
    try {
      FileSystem fileSystem = root.getFileSystem(conf);
      List<String> tables = new ArrayList<>(tablesIn(fileSystem, root));
      tables.addAll(tablesIn(fileSystem, new Path(root, REPORTS)));
      return tables.stream().sorted().toList();
    } catch (IOException e) {
      throw new TrailhouseException("Cannot list %s: %s".formatted(lake, e.getMessage()), e);
    }
  }

  private static List<String> tablesIn(FileSystem fileSystem, Path folder) throws IOException {
    List<String> tables = new ArrayList<>();
    try {
      for (FileStatus status : fileSystem.listStatus(folder)) {
        if (status.isDirectory() && fileSystem.exists(new Path(status.getPath(), "_delta_log"))) {
          tables.add(status.getPath().toString());
        }
      }
    } catch (FileNotFoundException e) {
      // No report was kept in the lake yet.
      return tables;
    }
    return tables;
  }
}
