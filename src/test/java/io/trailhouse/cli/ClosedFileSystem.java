package io.trailhouse.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system that lets nobody in. */
final class ClosedFileSystem extends RawLocalFileSystem {

  @Override
  public URI getUri() {
    return URI.create("closed:///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    throw new AccessDeniedException(path.toString());
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    throw new AccessDeniedException(path.toString());
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    throw new AccessDeniedException(path.toString());
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    throw new AccessDeniedException(path.toString());
  }
}
