package io.trailhouse.ingest;

import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;

/**
 * What to ingest.
 *
 * @param trail which objects to look for
 * @param lake URI of the lake
 * @param limits what one object may ask of memory and time
 * @param version the program's version, for the table of runs
 */
public record IngestConfig(LocateConfig trail, String lake, Limits limits, String version) {

  /** Refuses a lake without a name. */
  public IngestConfig {
    if (lake.isBlank()) {
      throw new IllegalArgumentException("--lake must not be empty, such as s3a://my-lake/trails");
    }
  }
}
