package io.trailhouse.locate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Lists keys as S3 does: folders are only what keys have in common, and etags are told. */
public final class KeyFileSystem extends FileSystem {

  private static final Map<String, Keys> SERVED = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private URI uri = URI.create("keys://none");
  private Path workingDirectory = new Path("keys://none/");

  /** Gives keys an address. */
  static String serve(Keys keys) {
    String name = "bucket-" + COUNT.incrementAndGet();
    SERVED.put(name, keys);
    return "keys://" + name;
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create("keys://" + name.getAuthority());
    workingDirectory = new Path(uri + "/");
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    String key = key(path);
    if (key.isEmpty() || keys().beginning(key + "/").hasNext()) {
      return folder(path);
    }
    Iterator<String> same = keys().beginning(key);
    if (same.hasNext() && same.next().equals(key)) {
      return file(key);
    }
    throw new FileNotFoundException(path.toString());
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    String prefix = prefix(path);
    keys().listed(prefix);
    Map<String, FileStatus> children = new LinkedHashMap<>();
    Iterator<String> below = below(path, prefix);
    while (below.hasNext()) {
      String key = below.next();
      int slash = key.indexOf('/', prefix.length());
      if (slash < 0) {
        children.put(key, file(key));
      } else {
        String folder = key.substring(0, slash);
        children.computeIfAbsent(folder, name -> folder(path(name)));
      }
    }
    return children.values().toArray(FileStatus[]::new);
  }

  @Override
  public RemoteIterator<LocatedFileStatus> listFiles(Path path, boolean recursive)
      throws IOException {
    if (!recursive) {
      throw new UnsupportedOperationException();
    }
    String prefix = prefix(path);
    keys().listed(prefix + "**");
    Iterator<String> below = below(path, prefix);
    return new RemoteIterator<>() {
      @Override
      public boolean hasNext() {
        return below.hasNext();
      }

      @Override
      public LocatedFileStatus next() {
        return file(below.next());
      }
    };
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) {
    return new FSDataInputStream(new ClosedInput(path));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setWorkingDirectory(Path path) {
    workingDirectory = path;
  }

  @Override
  public Path getWorkingDirectory() {
    return workingDirectory;
  }

  private Keys keys() {
    return Objects.requireNonNull(SERVED.get(uri.getAuthority()), "no such bucket");
  }

  private Iterator<String> below(Path path, String prefix) throws FileNotFoundException {
    Iterator<String> below = keys().beginning(prefix);
    if (!below.hasNext()) {
      throw new FileNotFoundException(path.toString());
    }
    return below;
  }

  private static String key(Path path) {
    String inBucket = path.toUri().getPath();
    return inBucket.isEmpty() ? "" : inBucket.substring(1);
  }

  private static String prefix(Path path) {
    return key(path).isEmpty() ? "" : key(path) + "/";
  }

  private Path path(String key) {
    return new Path(uri + "/" + key);
  }

  private LocatedFileStatus file(String key) {
    return new TaggedFile(path(key));
  }

  private static FileStatus folder(Path path) {
    return new FileStatus(0, true, 0, 0, 0, path);
  }

  /** Opens whatever there is; to read it is denied, if it is there. */
  private final class ClosedInput extends FSInputStream {
    private final Path path;

    ClosedInput(Path path) {
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      throw new AccessDeniedException(getFileStatus(path).toString());
    }

    @Override
    public int read(byte[] target, int start, int count) throws IOException {
      return read();
    }

    @Override
    public long getPos() {
      return 0;
    }

    @Override
    public void seek(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }
  }

  private static final class TaggedFile extends LocatedFileStatus implements EtagSource {

    private static final long serialVersionUID = 1L;

    TaggedFile(Path path) {
      super(new FileStatus(1_000, false, 1, 1 << 25, 1_700_000_000_000L, path), null);
    }

    @Override
    public String getEtag() {
      String hash = Long.toHexString(getPath().hashCode() | 1L << 63);
      return '"' + hash + hash + '"';
    }
  }
}
