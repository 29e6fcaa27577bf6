package io.trailhouse.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of an archive, in which a file is there whole or not at all: on an object store
 * because an upload is seen when it ends, elsewhere because a file is renamed when it is whole.
 */
final class ArchiveFolder {

  /** Hidden from all that read the folder. */
  private static final String UNFINISHED = "_unfinished";

  private static final Duration ABANDONED = Duration.ofDays(2);

  private final FileSystem fileSystem;
  private final Path folder;

  private ArchiveFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static ArchiveFolder at(Configuration conf, String uri) throws IOException {
    Path path = new Path(uri);
    FileSystem fileSystem =
        path.toUri().getScheme() == null ? FileSystem.getLocal(conf) : path.getFileSystem(conf);
    return new ArchiveFolder(fileSystem, fileSystem.makeQualified(path));
  }

  /** The full address. */
  String uri() {
    return folder.toString();
  }

  boolean exists() throws IOException {
    return fileSystem.exists(folder);
  }

  /** Writes a file, and tells its bytes. */
  long put(String name, String attempt, Content content) throws IOException {
    Path file = new Path(folder, name);
    if (fileSystem.hasPathCapability(folder, CommonPathCapabilities.ABORTABLE_STREAM)) {
      return upload(file, content);
    }
    Path unfinished = new Path(new Path(folder, UNFINISHED), name + "-" + attempt);
    return fileSystem instanceof LocalFileSystem
        ? move(local(unfinished), local(file), content)
        : rename(unfinished, file, content);
  }

  private long upload(Path file, Content content) throws IOException {
    // Closing it after a failure would make a part of the file visible.
    FSDataOutputStream upload = fileSystem.create(file, true);
    boolean whole = false;
    try {
      content.writeTo(upload);
      whole = true;
    } finally {
      if (!whole) {
        upload.abort();
      }
    }
    long bytes = upload.getPos();
    upload.close();
    return bytes;
  }

  private long rename(Path unfinished, Path file, Content content) throws IOException {
    try (FSDataOutputStream out = fileSystem.create(unfinished, true)) {
      content.writeTo(out);
    }
    // Another attempt at the same objects may have been faster.
    if (!fileSystem.rename(unfinished, file) && !fileSystem.exists(file)) {
      throw new IOException("Cannot rename %s to %s".formatted(unfinished, file));
    }
    return fileSystem.getFileStatus(file).getLen();
  }

  /** On a local disk Hadoop would write checksum files that nothing reads. */
  private static long move(java.nio.file.Path unfinished, java.nio.file.Path file, Content content)
      throws IOException {
    java.nio.file.Path folder = unfinished.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      content.writeTo(out);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return Files.size(file);
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Deletes what runs left that were killed long ago. */
  void clearAway() throws IOException {
    Path unfinished = new Path(folder, UNFINISHED);
    try {
      long before = Instant.now().minus(ABANDONED).toEpochMilli();
      for (FileStatus file : fileSystem.listStatus(unfinished)) {
        if (file.getModificationTime() < before) {
          fileSystem.delete(file.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      // Nobody left anything.
    }
  }
}
