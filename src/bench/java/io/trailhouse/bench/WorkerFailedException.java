package io.trailhouse.bench;

import java.io.IOException;

/** A contender could not do its step. */
final class WorkerFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  WorkerFailedException(String message) {
    super(message);
  }
}
