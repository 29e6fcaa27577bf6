package io.trailhouse.record;

/** The scanner met the end of the readable bytes; with more of them it may go on. */
final class MoreNeededException extends Exception {

  private static final long serialVersionUID = 1L;

  /** It has no stack trace: it is thrown at each refill of the window, and tells of no failure. */
  MoreNeededException() {
    super("more bytes needed", null, false, false);
  }
}
