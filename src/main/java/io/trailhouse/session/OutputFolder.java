package io.trailhouse.session;

import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Lake;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A folder for files that are no tables, on a disk of who writes or in a bucket. */
public final class OutputFolder {

  private static final int BUFFER_BYTES = 1 << 16;

  /** Hidden from all that read the folder. */
  private static final String UNFINISHED = "_unfinished-";

  private static final Duration ABANDONED = Duration.ofDays(2);

  private final Path folder;
  private final FileSystem fileSystem;

  private OutputFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of them; whoever gave the stream closes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A folder that may have to be made.
   *
   * @param uri where; a path is one of the local disk
   */
  public static OutputFolder at(Configuration conf, String uri) throws IOException {
    Path folder = new Path(Lake.at(conf, uri).uri());
    FileSystem found = folder.getFileSystem(conf);
    // Checksum files beside others would only puzzle their readers.
    return new OutputFolder(
        found instanceof LocalFileSystem local ? local.getRawFileSystem() : found, folder);
  }

  /**
   * A folder that is there.
   *
   * @throws TrailhouseException if it cannot be a folder
   */
  public static OutputFolder made(Configuration conf, String uri) throws IOException {
    OutputFolder made = at(conf, uri);
    if (!made.fileSystem.mkdirs(made.folder)) {
      throw new TrailhouseException(
          "Cannot write to %s: it is no folder, and cannot be made one".formatted(uri));
    }
    return made;
  }

  /** The full address. */
  public String uri() {
    return folder.toString();
  }

  /** Whether it has been made. */
  public boolean exists() throws IOException {
    return fileSystem.exists(folder);
  }

  /** Where a file of the folder is. */
  public String pathOf(String file) {
    return new Path(folder, file).toString();
  }

  /** Starts a file; one of the same name is replaced. It may be left unfinished. */
  public OutputStream create(String file) throws IOException {
    return new BufferedOutputStream(fileSystem.create(new Path(folder, file), true), BUFFER_BYTES);
  }

  /**
   * Writes a file that is there whole or not at all: on an object store because an upload is seen
   * when it ends, elsewhere because a file gets its name when it is whole. One of the same name is
   * replaced.
   *
   * @return its bytes
   */
  public long put(String name, Content content) throws IOException {
    Path file = new Path(folder, name);
    return fileSystem.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM)
        ? upload(file, content)
        : rename(file, content);
  }

  private long upload(Path file, Content content) throws IOException {
    // Closing it after a failure would make a part of the file visible.
    FSDataOutputStream upload = fileSystem.create(file, true);
    boolean isWhole = false;
    try {
      content.writeTo(upload);
      isWhole = true;
    } finally {
      if (!isWhole) {
        upload.abort();
      }
    }
    long bytes = upload.getPos();
    upload.close();
    return bytes;
  }

  private long rename(Path file, Content content) throws IOException {
    Path unfinished = new Path(file.getParent(), UNFINISHED + file.getName() + UUID.randomUUID());
    boolean isWhole = false;
    try {
      try (OutputStream out = new BufferedOutputStream(fileSystem.create(unfinished))) {
        content.writeTo(out);
      }
      isWhole = renamed(unfinished, file);
    } finally {
      if (!isWhole) {
        fileSystem.delete(unfinished, false);
      }
    }
    if (!isWhole) {
      throw new IOException("Cannot rename %s to %s".formatted(unfinished, file));
    }
    return fileSystem.getFileStatus(file).getLen();
  }

  /** Some file systems do not replace a file by renaming another one. */
  private boolean renamed(Path from, Path to) throws IOException {
    return fileSystem.rename(from, to)
        || (fileSystem.delete(to, false) && fileSystem.rename(from, to));
  }

  /** Takes a file away; none is there afterwards. */
  public void delete(String file) throws IOException {
    fileSystem.delete(new Path(folder, file), false);
  }

  /** Takes away what processes left in it that were killed long ago. */
  public void clearAway() throws IOException {
    if (exists()) {
      long before = Instant.now().minus(ABANDONED).toEpochMilli();
      for (FileStatus file : fileSystem.listStatus(folder)) {
        if (file.getPath().getName().startsWith(UNFINISHED)
            && file.getModificationTime() < before) {
          fileSystem.delete(file.getPath(), false);
        }
      }
    }
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
