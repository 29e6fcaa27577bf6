package io.trailhouse.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.sql.SparkSession;

/**
 * The local disk under the scheme {@code mortal}, on which a {@link Fate} decides what becomes of
 * each call that changes something.
 */
public final class MortalFileSystem extends RawLocalFileSystem {

  private static final URI ROOT = URI.create("mortal:///");

  private static volatile Fate fate = Fate.KIND;

  /** Makes the scheme known to a session. */
  public static void install(SparkSession spark) {
    spark.conf().set("fs.mortal.impl", MortalFileSystem.class.getName());
    spark.conf().set("fs.AbstractFileSystem.mortal.impl", Delegate.class.getName());
  }

  /** The address of a folder of the local disk. */
  public static String address(java.nio.file.Path folder) {
    return "mortal:" + folder;
  }

  /** Decides from now on. */
  public static void meet(Fate next) {
    fate = next;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "mortal";
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    fate.before("create", path);
    FSDataOutputStream out =
        super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    fate.after("create", path);
    return new FSDataOutputStream(new MortalStream(out, path), null);
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
    return create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    fate.before("rename", to);
    if (Files.isRegularFile(java.nio.file.Path.of(to.toUri().getPath()))) {
      // As HDFS does, which the log store relies on; the local disk would overwrite.
      throw new FileAlreadyExistsException(to + " is there");
    }
    boolean done = super.rename(from, to);
    fate.after("rename", to);
    return done;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    fate.before("delete", path);
    boolean done = super.delete(path, recursive);
    fate.after("delete", path);
    return done;
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    fate.before("mkdirs", path);
    boolean done = super.mkdirs(path);
    fate.after("mkdirs", path);
    return done;
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  /** A file that is being written. */
  private static final class MortalStream extends FilterOutputStream {
    private final Path path;
    private boolean closed;

    private MortalStream(OutputStream out, Path path) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
      out.write(bytes, start, count);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (OutputStream ended = out) {
          ended.flush();
          fate.before("close", path);
        }
        fate.after("close", path);
      }
    }
  }

  /** The way in that the log store takes. */
  public static final class Delegate extends DelegateToFileSystem {

    /** As Hadoop calls it. */
    public Delegate(URI uri, Configuration conf) throws IOException, java.net.URISyntaxException {
      super(ROOT, new MortalFileSystem(), conf, "mortal", false);
    }
  }
}
