package io.trailhouse.locate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * All files below a folder of a local disk. Hadoop's own recursive listing asks for the permissions
 * of each file, and without its native library it starts a process to learn them; its own streams
 * look for a checksum file beside each.
 */
final class LocalFiles implements RemoteIterator<FileStatus> {

  private final FileSystem fileSystem;
  private final Deque<FileStatus> left = new ArrayDeque<>();

  LocalFiles(FileSystem fileSystem, Path folder) throws IOException {
    this.fileSystem = fileSystem;
    push(folder);
  }

  static boolean isLocal(FileSystem fileSystem) {
    return fileSystem instanceof LocalFileSystem || fileSystem instanceof RawLocalFileSystem;
  }

  /** Opens a file of a local disk. */
  static InputStream open(Path file) throws IOException {
    try {
      return Files.newInputStream(java.nio.file.Path.of(file.toUri().getPath()));
    } catch (NoSuchFileException e) {
      FileNotFoundException gone = new FileNotFoundException(e.getMessage());
      gone.initCause(e);
      throw gone;
    }
  }

  @Override
  public boolean hasNext() throws IOException {
    while (!left.isEmpty() && left.peek().isDirectory()) {
      push(left.pop().getPath());
    }
    return !left.isEmpty();
  }

  @Override
  public FileStatus next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException("no more files");
    }
    return left.pop();
  }

  private void push(Path folder) throws IOException {
    Arrays.stream(fileSystem.listStatus(folder)).forEach(left::push);
  }
}
