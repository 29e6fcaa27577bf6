package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes a table's log on a local disk so that of two writers of one version only one gets through.
 * Delta's own store for such disks looks whether the version is there and then renames, and a
 * rename overwrites: of two processes at a time the slower one would undo the faster one's commit.
 * A hard link is refused if the name is taken.
 */
public final class ExclusiveLogStore extends HadoopFileSystemLogStore {

  /** As Delta calls it. */
  public ExclusiveLogStore(Configuration conf) {
    super(conf);
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoopConf)
      throws IOException {
    Path target = Path.of(path.toUri().getPath());
    Path whole = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try {
      try (BufferedWriter out = Files.newBufferedWriter(whole, UTF_8)) {
        while (actions.hasNext()) {
          out.write(actions.next());
          out.write('\n');
        }
      }
      if (overwrite) {
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.createLink(target, whole);
      }
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoopConf) {
    return false;
  }
}
