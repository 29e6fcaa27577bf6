package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Lake;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The folder that answers are written to as files, on a disk of the driver or in a bucket. */
public final class ReportFolder {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Configuration conf;
  private final Path folder;
  private final FileSystem fileSystem;
  private final Path workFolder;

  /**
   * Makes it if it is not there.
   *
   * @param uri where; a path is one of the local disk
   * @throws TrailhouseException if it cannot be a folder
   */
  public ReportFolder(Configuration conf, Lake lake, String uri) throws IOException {
    this.conf = conf;
    this.folder = new Path(Lake.at(conf, uri).uri());
    this.workFolder = new Path(lake.uri(), "_trailhouse/reports");
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

  /**
   * Writes an answer as one Avro file, by Spark. Spark writes folders, and its executors write
   * them: they do so in the lake, which all of them see, and the driver takes the file from there.
   */
  public void writeAvro(Asked asked, String file) throws IOException {
    Path parts = new Path(workFolder, UUID.randomUUID().toString());
    FileSystem lakeFiles = parts.getFileSystem(conf);
    try {
      asked.rows().coalesce(1).write().format("avro").save(parts.toString());
      FileUtil.copy(
          lakeFiles,
          onlyPart(lakeFiles, parts),
          fileSystem,
          new Path(folder, file),
          false,
          true,
          conf);
    } finally {
      lakeFiles.delete(parts, true);
    }
  }

  private static Path onlyPart(FileSystem lakeFiles, Path parts) throws IOException {
    for (FileStatus found : lakeFiles.listStatus(parts)) {
      if (found.getPath().getName().endsWith(".avro")) {
        return found.getPath();
      }
    }
    throw new FileNotFoundException("Spark wrote no Avro file into " + parts);
  }
}
