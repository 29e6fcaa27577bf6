package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Lake;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The folder that answers are written to as files, on a disk of the driver or in a bucket. */
public final class ReportFolder {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final FileSystem fileSystem;

  /**
   * Makes it if it is not there.
   *
   * @param uri where; a path is one of the local disk
   * @throws TrailhouseException if it cannot be a folder
   */
  public ReportFolder(Configuration conf, String uri) throws IOException {
    this.folder = new Path(Lake.at(conf, uri).uri());
    FileSystem found = folder.getFileSystem(conf);
    // Checksum files beside reports would only puzzle their readers.
    this.fileSystem = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    if (!fileSystem.mkdirs(folder)) {
      throw new TrailhouseException(
          "Cannot write reports to %s: it is no folder, and cannot be made one".formatted(uri));
    }
  }

  /** Where a file of the folder is. */
  public String pathOf(String file) {
    return new Path(folder, file).toString();
  }

  /** Starts a file; one of the same name is replaced. */
  public OutputStream create(String file) throws IOException {
    return new BufferedOutputStream(fileSystem.create(new Path(folder, file), true), BUFFER_BYTES);
  }

  /** Takes a file away; none is there afterwards. */
  public void delete(String file) throws IOException {
    fileSystem.delete(new Path(folder, file), false);
  }

  /** The names of the folders in it that hold a file of a name, in order. */
  public List<String> foldersWith(String file) throws IOException {
    List<String> folders = new ArrayList<>();
    for (FileStatus status : fileSystem.listStatus(folder)) {
      if (status.isDirectory() && fileSystem.exists(new Path(status.getPath(), file))) {
        folders.add(status.getPath().getName());
      }
    }
    Collections.sort(folders);
    return folders;
  }
}
