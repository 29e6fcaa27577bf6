package io.trailhouse.sample;

/** The kinds of file in a trail, by the folder that holds them. */
public enum FileKind {
  EVENTS("CloudTrail"),
  INSIGHT("CloudTrail-Insight"),
  NETWORK_ACTIVITY("CloudTrail-NetworkActivity"),
  AGGREGATED("CloudTrail-Aggregated"),
  DIGEST("CloudTrail-Digest");

  private final String folder;

  FileKind(String folder) {
    this.folder = folder;
  }

  public String folder() {
    return folder;
  }
}
