package io.trailhouse.locate;

import io.trailhouse.container.ContainerReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens objects one after the other. The container of a packed one stays open for the next, so that
 * a file with many objects is fetched once.
 */
public final class TrailInput implements Closeable {

  private final Configuration conf;
  private @Nullable String container;
  private @Nullable ContainerReader reader;

  /** Opens objects where a configuration finds them. */
  public TrailInput(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Opens an object. Its stream must be closed before the next object is opened. Of a packed object
   * that was sound it gives the JSON, else the bytes as they were stored.
   *
   * @return a stream that throws what this does: S3A looks for an object when it is first read
   * @throws io.trailhouse.TrailhouseException if it is gone or may not be read
   * @throws IOException if it cannot be read now; the message names it
   */
  public InputStream open(TrailObject object) throws IOException {
    ContainerPlace place = object.place();
    return place == null
        ? NamedInput.open(object.path(), () -> object.open(conf))
        : NamedInput.open(
            "the archive file " + place.container(), () -> reader(place).open(place.entry(object)));
  }

  private ContainerReader reader(ContainerPlace place) throws IOException {
    ContainerReader last = reader;
    if (last != null && place.container().equals(container)) {
      return last;
    }
    close();
    Path path = new Path(place.container());
    ContainerReader opened =
        ContainerReader.open(
            HadoopInput.open(path.getFileSystem(conf), path, place.containerSize()));
    container = place.container();
    reader = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    ContainerReader last = reader;
    reader = null;
    container = null;
    if (last != null) {
      last.close();
    }
  }
}
