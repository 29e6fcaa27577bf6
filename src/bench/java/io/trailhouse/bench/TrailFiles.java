package io.trailhouse.bench;

import java.nio.file.Path;
import java.util.List;

/** The objects of a trail on this machine. */
final class TrailFiles {

  private static final String BARE_ARRAYS = "/CloudTrail-Aggregated/";

  private TrailFiles() {}

  static List<Path> under(String root) {
    return Folder.of(root).files(".json.gz");
  }

  /** Whether the object is an array of records instead of {@code {"Records":[…]}}. */
  static boolean isBareArray(String file) {
    return file.contains(BARE_ARRAYS);
  }
}
