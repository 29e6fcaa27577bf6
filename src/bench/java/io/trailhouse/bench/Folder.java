package io.trailhouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder and what is in it.
 *
 * @param path where it is
 */
record Folder(Path path) {

  static Folder of(String path) {
    return new Folder(Path.of(path));
  }

  /** Files whose names end so, in order. */
  List<Path> files(String end) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(end) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data files of a table; those of Delta's log are none. */
  List<Path> parquetFiles() {
    return files(".parquet").stream()
        .filter(file -> !file.toString().contains("/_delta_log/"))
        .toList();
  }

  /** Bytes of the data files of a table. */
  long parquetBytes() {
    return parquetFiles().stream().mapToLong(Folder::size).sum();
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the folder away with all that is in it. */
  void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
