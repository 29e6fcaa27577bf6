package io.trailhouse.gzip;

import java.io.IOException;

/** The gzip stream itself is at fault, not the store that it comes from. */
public final class CorruptGzipException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean truncated;

  CorruptGzipException(String message, boolean truncated) {
    super(message);
    this.truncated = truncated;
  }

  /** Whether the stream ends before its end. */
  public boolean truncated() {
    return truncated;
  }
}
