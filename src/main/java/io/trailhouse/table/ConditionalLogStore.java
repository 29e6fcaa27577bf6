package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import io.delta.storage.HadoopFileSystemLogStore;
import io.trailhouse.TrailhouseException;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Writes a table's log on S3 so that of two writers of one version only one gets through, whatever
 * machine they run on. Delta's own store for S3 looks whether the version is there and then puts
 * it, and a put overwrites: of two drivers at a time the slower one would undo the faster one's
 * commit. Here the put itself is refused if the name is taken ({@code If-None-Match: *}).
 *
 * <p>It wants a file system that can do that, as S3A of Hadoop 3.4.2 can, and refuses any other.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {

  /** Somebody has written the version, or is just about to. */
  private static final Set<Integer> TAKEN =
      Set.of(HttpURLConnection.HTTP_PRECON_FAILED, HttpURLConnection.HTTP_CONFLICT);

  /** As Delta calls it. */
  public ConditionalLogStore(Configuration conf) {
    super(conf);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoopConf)
      throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoopConf);
    if (overwrite) {
      try (FSDataOutputStream out = fileSystem.create(path, true)) {
        writeLines(out, actions);
      }
      return;
    }
    FSDataOutputStream out = createIfAbsent(fileSystem, path);
    byte[] digest = writeLines(out, actions);
    try {
      out.close();
    } catch (IOException e) {
      requireWritten(fileSystem, path, digest, e);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoopConf) {
    return false;
  }

  private static FSDataOutputStream createIfAbsent(FileSystem fileSystem, Path path)
      throws IOException {
    if (!fileSystem.hasPathCapability(path, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)) {
      throw new TrailhouseException(
          ("Cannot write %s: %s cannot create a file on the condition that there is none, so that"
                  + " two writers could overwrite each other's commits; use an s3a:// address with"
                  + " Hadoop 3.4.2 or newer, where fs.s3a.create.conditional.enabled is not false,"
                  + " or let all writers use io.delta.storage.S3DynamoDBLogStore, with"
                  + " spark.delta.logStore.%s.impl")
              .formatted(
                  path, fileSystem.getClass().getSimpleName(), fileSystem.getUri().getScheme()));
    }
    // Recursive: S3A would look for the folder otherwise, which S3 does not need.
    FSDataOutputStreamBuilder<?, ?> file = fileSystem.createFile(path).recursive();
    file.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    return file.build();
  }

  /** Writes lines, without closing the file, or takes back all of it; tells the hash of all. */
  private static byte[] writeLines(FSDataOutputStream out, Iterator<String> lines)
      throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    boolean whole = false;
    try {
      // Not closed: that would put what was written so far.
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(new DigestOutputStream(out, digest), UTF_8));
      while (lines.hasNext()) {
        writer.write(lines.next());
        writer.write('\n');
      }
      writer.flush();
      whole = true;
    } finally {
      if (!whole && out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
    }
    return digest.digest();
  }

  /**
   * Looks what became of a write that failed. A put whose answer gets lost is sent again by the
   * client, and then finds what it has written itself; so does one that is given up at last.
   *
   * <p>Whose commit it is its bytes tell: each writer puts names of its own into it. Commits
   * without any, equal to the last byte, are as good as one.
   */
  private static void requireWritten(
      FileSystem fileSystem, Path path, byte[] digest, IOException failure) throws IOException {
    byte[] present;
    try {
      present = digestOf(fileSystem, path);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
    if (Arrays.equals(digest, present)) {
      return;
    }
    if (present == null && !saysTaken(failure)) {
      throw failure;
    }
    FileAlreadyExistsException taken = new FileAlreadyExistsException(path.toString());
    taken.initCause(failure);
    throw taken;
  }

  private static byte @Nullable [] digestOf(FileSystem fileSystem, Path path) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    try (InputStream in = new DigestInputStream(fileSystem.open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (FileNotFoundException e) {
      return null;
    }
    return digest.digest();
  }

  private static boolean saysTaken(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkServiceException answer) {
        return TAKEN.contains(answer.statusCode());
      }
    }
    return false;
  }
}
