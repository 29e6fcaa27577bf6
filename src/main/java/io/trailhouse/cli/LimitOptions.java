package io.trailhouse.cli;

import io.trailhouse.record.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one trail object may ask of memory and time. */
final class LimitOptions {

  @Option(
      names = "--max-record-bytes",
      order = 20,
      paramLabel = "BYTES",
      description = "Longest record of JSON; longer ones are quarantined. Default: 33554432")
  private @Nullable Integer maxRecordBytes;

  @Option(
      names = "--max-object-bytes",
      order = 21,
      paramLabel = "BYTES",
      description = "Most JSON in one object after gunzip. Default: 8589934592")
  private @Nullable Long maxObjectBytes;

  @Option(
      names = "--max-depth",
      order = 22,
      paramLabel = "LEVELS",
      description = "Deepest nesting in a record. Default: 1000")
  private @Nullable Integer maxDepth;

  Limits limits() {
    return new Limits(
        maxRecordBytes == null ? Limits.DEFAULT.maxRecordBytes() : maxRecordBytes,
        maxObjectBytes == null ? Limits.DEFAULT.maxObjectBytes() : maxObjectBytes,
        maxDepth == null ? Limits.DEFAULT.maxDepth() : maxDepth);
  }
}
