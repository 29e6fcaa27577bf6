package io.trailhouse.ingest;

import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.Partitioning;
import org.jspecify.annotations.Nullable;

/**
 * What to ingest.
 *
 * @param trail which objects to look for
 * @param lake URI of the lake
 * @param limits what one object may ask of memory and time
 * @param version the program's version, for the table of runs
 * @param partitioning what the lake's events are to be partitioned by; null for what they are, and
 *     for day, region and source in a new lake
 */
public record IngestConfig(
    LocateConfig trail,
    String lake,
    Limits limits,
    String version,
    @Nullable Partitioning partitioning) {

  /** For lakes that are partitioned as they are. */
  public IngestConfig(LocateConfig trail, String lake, Limits limits, String version) {
    this(trail, lake, limits, version, null);
  }

  /** Refuses a lake without a name. */
  public IngestConfig {
    if (lake.isBlank()) {
      throw new IllegalArgumentException("--lake must not be empty, such as s3a://my-lake/trails");
    }
  }
}
