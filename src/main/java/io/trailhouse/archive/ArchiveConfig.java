package io.trailhouse.archive;

import io.trailhouse.locate.LocateConfig;

/**
 * What to pack.
 *
 * @param trail which objects to look for
 * @param out URI of the archive's folder
 */
public record ArchiveConfig(LocateConfig trail, String out) {

  /** Refuses an archive without a name. */
  public ArchiveConfig {
    if (out.isBlank()) {
      throw new IllegalArgumentException(
          "--out must not be empty, such as s3a://my-archive/trails");
    }
  }
}
