package io.trailhouse;

/**
 * A failure that the operator can mend. Its message says what happened, where, and what to do now;
 * the command line shows it without a stack trace and ends with exit code 3.
 */
public final class TrailhouseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure whose message says all there is to know. */
  public TrailhouseException(String message) {
    super(message);
  }

  /** A failure that another one caused; {@code --verbose} shows the cause. */
  public TrailhouseException(String message, Throwable cause) {
    super(message, cause);
  }
}
