package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocateFailureTest {

  @Test
  void namesAFolderThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> locate(folder + "/nowhere"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail %s/nowhere: there is no file:%s/nowhere; check the name."
                .formatted(folder, folder));
  }

  @Test
  void namesASchemeThatNothingServes() {
    assertThatThrownBy(() -> locate("gopher://bucket/AWSLogs"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail gopher://bucket/AWSLogs: no file system is known for such an"
                + " address; write s3a:// for S3, or set fs.<scheme>.impl in the Hadoop"
                + " configuration.");
  }

  @Test
  void namesAnAddressWithoutABucket() {
    assertThatThrownBy(() -> locate("s3a:///AWSLogs"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail s3a:///AWSLogs: it names no bucket; write it as"
                + " s3a://<bucket>/<folder>.");
  }

  @Test
  void namesAnAddressThatIsNone() {
    assertThatThrownBy(() -> locate("logs:today/AWSLogs"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith(
            "Cannot read trail logs:today/AWSLogs: the address cannot be used (");
  }

  @Test
  void namesAFolderThatMayNotBeListed(@TempDir Path folder) {
    Configuration conf = conf();
    conf.set("broken.with", "denied");

    assertThatThrownBy(() -> locate(conf, "broken:" + folder))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail broken:%s: no permission to list broken:%s; allow it (on S3:"
                    .formatted(folder, folder)
                + " s3:ListBucket), or use other credentials.");
  }

  @Test
  void namesABucketThatDoesNotExist(@TempDir Path folder) {
    Configuration conf = conf();
    conf.set("broken.with", "no bucket");

    assertThatThrownBy(() -> locate(conf, "broken:" + folder))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail broken:%s: no such bucket; check the name, and the endpoint if it is"
                    .formatted(folder)
                + " not AWS's own.");
  }

  @Test
  void namesTheFolderWhereTheStorageFailed(@TempDir Path folder) {
    Configuration conf = conf();
    conf.set("broken.with", "connection reset");

    assertThatThrownBy(() -> locate(conf, "broken:" + folder))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read trail broken:%s: broken:%s could not be listed (connection reset); start"
                    .formatted(folder, folder)
                + " again when the storage answers.");
  }

  @Test
  void passesOnWhatTheProgressThrows(@TempDir Path folder) {
    UncheckedIOException failure = new UncheckedIOException(new IOException("screen is gone"));
    LocateConfig config =
        new LocateConfig(List.of(folder.toString()), null, null, Set.of(), Set.of(), 3);

    assertThatThrownBy(
            () ->
                new Locate(
                        new Configuration(false),
                        config,
                        seen -> {
                          throw failure;
                        })
                    .execute())
        .isSameAs(failure);
  }

  @Test
  void stopsTheOthersAfterAFailure() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    FolderTasks tasks = new FolderTasks(2);
    tasks.start(() -> waitUntil(stopped));
    tasks.start(
        () -> {
          throw new IllegalStateException("failed");
        });

    assertThatThrownBy(
            () -> {
              try (tasks) {
                tasks.await();
              }
            })
        .hasMessage("failed");
    assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private static void waitUntil(CountDownLatch stopped) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private static Configuration conf() {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.broken.impl", Broken.class, FileSystem.class);
    conf.setBoolean("fs.broken.impl.disable.cache", true);
    return conf;
  }

  private static void locate(String trail) {
    locate(new Configuration(false), trail);
  }

  private static void locate(Configuration conf, String trail) {
    LocateConfig config = new LocateConfig(List.of(trail), null, null, Set.of(), Set.of(), 2);
    new Locate(conf, config, seen -> {}).execute();
  }

  /** Fails where S3A does: not before the first listing. */
  public static final class Broken extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("broken:///");
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) {
      return new FileStatus(0, true, 0, 0, 0, path);
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      String with = getConf().get("broken.with", "");
      throw switch (with) {
        case "denied" -> new AccessDeniedException(path.toString());
        case "no bucket" -> new IOException(new UnknownStoreException());
        default -> new IOException(with);
      };
    }
  }

  /** Called as S3A's own is. */
  private static final class UnknownStoreException extends IOException {

    private static final long serialVersionUID = 1L;
  }
}
