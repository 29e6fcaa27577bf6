package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failed command tells its user, and the exit code.
 *
 * @param exitCode 3 if the operator can mend it, 2 if the command line is at fault, else 1
 * @param message one sentence or two
 * @param cause shown on demand
 */
record Failure(int exitCode, String message, Throwable cause) {

  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int OPERATOR_MUST_ACT = 3;

  /** Exceptions of S3A and the SDK that say that credentials, bucket or network are not right. */
  private static final List<String> STORE_EXCEPTIONS =
      List.of(
          "UnknownStoreException",
          "NoAuthWithAWSException",
          "NoAwsCredentialsException",
          "AccessControlException",
          "UnsupportedFileSystemException",
          "ConnectTimeoutException",
          "UnknownHostException");

  /** Finds what went wrong behind the exceptions of Spark's tasks and jobs. */
  static Failure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Failure known = known(cause);
      if (known != null) {
        return known;
      }
    }
    return new Failure(
        UNEXPECTED,
        "Unexpected: %s. Run it again with --verbose for all there is to know."
            .formatted(firstLine(root(thrown))),
        thrown);
  }

  private static @Nullable Failure known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof TrailhouseException) {
      return new Failure(OPERATOR_MUST_ACT, message, cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new Failure(
          OPERATOR_MUST_ACT,
          "No permission: %s; allow it, or use other credentials.".formatted(message),
          cause);
    }
    if (message.contains("No space left on device")) {
      return new Failure(
          OPERATOR_MUST_ACT,
          "The disk is full (%s); make room, or set another spark.local.dir.".formatted(message),
          cause);
    }
    if (message.contains("Permission denied") || message.contains("Mkdirs failed")) {
      return new Failure(
          OPERATOR_MUST_ACT,
          "Cannot write there: %s; choose another folder, or allow it.".formatted(message),
          cause);
    }
    if (cause instanceof IOException
        && STORE_EXCEPTIONS.contains(cause.getClass().getSimpleName())) {
      return new Failure(
          OPERATOR_MUST_ACT,
          "The storage refuses: %s; check bucket, endpoint and credentials.".formatted(message),
          cause);
    }
    if (cause instanceof FileNotFoundException) {
      return new Failure(OPERATOR_MUST_ACT, "It is not there: %s".formatted(message), cause);
    }
    return null;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return "%s: %s"
        .formatted(thrown.getClass().getSimpleName(), message.lines().findFirst().orElse(""));
  }

  /** Prints the message, behind it all there is to know if that is asked for. */
  int print(PrintWriter err, boolean verbose) {
    err.println("trailhouse: " + message);
    if (verbose) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      err.print(trace);
    }
    err.flush();
    return exitCode;
  }

  /** The exit code as people read it. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d: %s", exitCode, message);
  }
}
