package io.trailhouse.record;

import java.io.IOException;

/** The gzip stream itself is at fault, not the store that it comes from. */
final class CorruptGzipException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean truncated;

  CorruptGzipException(String message, boolean truncated) {
    super(message);
    this.truncated = truncated;
  }

  boolean truncated() {
    return truncated;
  }
}
