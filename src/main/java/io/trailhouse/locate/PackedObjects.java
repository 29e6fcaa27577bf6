package io.trailhouse.locate;

import io.trailhouse.TrailhouseException;
import io.trailhouse.container.ContainerReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The objects in one container; its header is read, the objects are not. */
final class PackedObjects {

  private static final Pattern FIRST_AND_LAST_DAY =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{4}-[0-9]{2}-[0-9]{2})_.*");

  private final FileSystem fileSystem;
  private final Path path;
  private final long size;

  PackedObjects(FileSystem fileSystem, FileStatus file) {
    this.fileSystem = fileSystem;
    this.path = file.getPath();
    this.size = file.getLen();
  }

  /**
   * Whether objects are packed into what was listed as an object itself. Where a trail delivers
   * there are no containers: whoever can put one there could say what was delivered.
   */
  static boolean isContainer(TrailObject file) {
    return file.kind() == ObjectKind.UNKNOWN_NAME
        && ContainerReader.isContainer(file.path())
        && !file.isInTrail();
  }

  /** The days whose deliveries it holds, by its name. */
  Days days() {
    Matcher named = FIRST_AND_LAST_DAY.matcher(path.getName());
    if (!named.matches()) {
      return Days.ALL;
    }
    try {
      return Days.between(
          LocalDate.parse(named.group(1)), LocalDate.parse(named.group(2)).plusDays(1));
    } catch (DateTimeException e) {
      return Days.ALL;
    }
  }

  void tell(Consumer<TrailObject> found) {
    // Every name of an object's path is as wanted as it was when the object was packed.
    Siblings siblings = new Siblings(Integer.MAX_VALUE);
    String container = path.toString();
    try (ContainerReader reader = ContainerReader.open(HadoopInput.open(fileSystem, path, size))) {
      reader.entries(
          entry -> {
            String key = entry.key();
            int slash = key.lastIndexOf('/');
            if (slash < 0) {
              throw unreadable(
                  new IOException("it lists an object without a folder, %s".formatted(key)));
            }
            found.accept(
                TrailObject.in(
                    siblings.folder(key, slash),
                    key.substring(slash + 1),
                    entry.size(),
                    entry.version(),
                    new ContainerPlace(container, size, entry.number(), entry.block())));
          });
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private TrailhouseException unreadable(IOException e) {
    return new TrailhouseException(
        "Cannot read the archive file %s: %s; restore it or move it away, and run again."
            .formatted(path, e.getMessage()),
        e);
  }
}
