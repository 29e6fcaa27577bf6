package io.trailhouse.locate;

import org.jspecify.annotations.Nullable;

/** What a key says an object is. */
public enum ObjectKind {
  /** Management and data events, which share the folder {@code CloudTrail}. */
  MANAGEMENT("management", true),
  /** Insights events. */
  INSIGHT("insight", true),
  /** Network activity events. */
  NETWORK_ACTIVITY("network-activity", true),
  /** Five-minute aggregates. */
  AGGREGATED("aggregated", true),
  /** A JSON file outside the trail layout. */
  LOOSE("loose", true),
  /** Hashes of the trail files of an hour. */
  DIGEST("digest", false),
  /** Its name or a folder above it begins with _ or . or it is a marker of an S3 folder. */
  HIDDEN("hidden", false),
  /** A list of files that some tool has made. */
  MANIFEST("manifest", false),
  /** Nothing that a trail holds. */
  UNKNOWN_NAME("unknown-name", false);

  private final String label;
  private final boolean trail;

  ObjectKind(String label, boolean trail) {
    this.label = label;
    this.trail = trail;
  }

  /** Whether such an object holds events. */
  public boolean isTrail() {
    return trail;
  }

  /** The kind as the ledger and the screen show it. */
  public String label() {
    return label;
  }

  /** The kind that a folder of this name holds, null if CloudTrail has not made it so far. */
  static @Nullable ObjectKind ofFolder(String name) {
    return switch (name) {
      case "CloudTrail" -> MANAGEMENT;
      case "CloudTrail-Insight" -> INSIGHT;
      case "CloudTrail-NetworkActivity" -> NETWORK_ACTIVITY;
      case "CloudTrail-Aggregated" -> AGGREGATED;
      case "CloudTrail-Digest" -> DIGEST;
      default -> null;
    };
  }
}
