package io.trailhouse.locate;

import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_ADAPTIVE;
import static org.apache.hadoop.util.functional.FutureIO.awaitFuture;

import java.io.IOException;
import org.apache.avro.file.SeekableInput;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file as Avro wants to read it. */
final class HadoopInput implements SeekableInput {

  private final FSDataInputStream in;
  private final long length;

  private HadoopInput(FSDataInputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  /** Opens a file of known length, so that S3A need not ask for it. */
  static HadoopInput open(FileSystem fileSystem, Path path, long length) throws IOException {
    FSDataInputStream in =
        awaitFuture(
            fileSystem
                .openFile(path)
                .opt(FS_OPTION_OPENFILE_READ_POLICY, FS_OPTION_OPENFILE_READ_POLICY_ADAPTIVE)
                .optLong(FS_OPTION_OPENFILE_LENGTH, length)
                .build());
    return new HadoopInput(in, length);
  }

  @Override
  public void seek(long position) throws IOException {
    in.seek(position);
  }

  @Override
  public long tell() throws IOException {
    return in.getPos();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(byte[] bytes, int start, int count) throws IOException {
    return in.read(bytes, start, count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
