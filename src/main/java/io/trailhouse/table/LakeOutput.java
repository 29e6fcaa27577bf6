package io.trailhouse.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Creates the lake's files. On a local disk Hadoop starts a chmod process for each file and folder
 * where its native library is missing, and writes a checksum file that nothing reads; Java's own
 * files are used there.
 */
final class LakeOutput implements OutputFile {

  private final Configuration conf;
  private final Path path;

  LakeOutput(Configuration conf, Path path) {
    this.conf = conf;
    this.path = path;
  }

  /** Creates a file that must not be there yet. */
  static OutputStream create(Configuration conf, Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem(conf);
    if (!(fileSystem instanceof LocalFileSystem)) {
      return fileSystem.create(path, false);
    }
    java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new Positioned(create(conf, path));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  /** Counts what was written. */
  private static final class Positioned extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    private Positioned(OutputStream out) {
      this.out = new BufferedOutputStream(out, 64 << 10);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
