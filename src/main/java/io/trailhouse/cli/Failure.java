package io.trailhouse.cli;

import io.trailhouse.TrailhouseException;
import io.trailhouse.report.QueryFault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed command tells its user, and the exit code.
 *
 * @param exitCode 3 if the operator can mend it, 2 if the command line is at fault, else 1
 * @param message one line
 * @param thrown shown on demand
 */
record Failure(int exitCode, String message, Throwable thrown) {

  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int OPERATOR_MUST_ACT = 3;

  /** No failure: all is done, but something was quarantined. */
  static final int QUARANTINED = 4;

  /** Cause chains can be circles. */
  private static final int MOST_CAUSES = 30;

  /** Exceptions of S3A and the SDK that say that credentials, bucket or network are not right. */
  private static final Set<String> STORE_EXCEPTIONS =
      Set.of(
          "UnknownStoreException",
          "NoAuthWithAWSException",
          "NoAwsCredentialsException",
          "CredentialInitializationException",
          "UnsupportedFileSystemException",
          "ConnectException",
          "ConnectTimeoutException",
          "UnknownHostException");

  /** Finds what went wrong behind the exceptions of Spark's tasks and jobs. */
  static Failure of(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    for (Throwable cause : causes) {
      if (cause instanceof TrailhouseException) {
        return new Failure(OPERATOR_MUST_ACT, oneLine(cause.getMessage()), thrown);
      }
    }
    for (Throwable cause : causes) {
      Failure known = known(cause, thrown);
      if (known != null) {
        return known;
      }
    }
    return new Failure(
        UNEXPECTED,
        "Unexpected: %s. Run it again with --verbose for all there is to know."
            .formatted(named(causes.get(causes.size() - 1))),
        thrown);
  }

  /** The same for a query that the user wrote, which may itself be wrong. */
  static Failure ofQuery(Throwable thrown) {
    QueryFault fault = QueryFault.in(thrown);
    if (fault != null) {
      return new Failure(USAGE, "The query cannot be answered: " + said(fault), thrown);
    }
    return of(thrown);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    Throwable cause = thrown;
    while (cause != null && causes.size() < MOST_CAUSES) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }

  private static @Nullable Failure known(Throwable cause, Throwable thrown) {
    String advice = advice(cause);
    return advice == null
        ? null
        : new Failure(OPERATOR_MUST_ACT, advice.formatted(oneLine(cause.getMessage())), thrown);
  }

  private static @Nullable String advice(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return "There is too little memory (%s); give more, with TRAILHOUSE_HEAP=8g for instance, or"
          + " --driver-memory of spark-submit.";
    }
    if (cause instanceof InterruptedException
        || cause instanceof InterruptedIOException
        || cause instanceof ClosedByInterruptException) {
      return "Interrupted (%s); run it again, what was begun will be finished or discarded.";
    }
    return cause instanceof IOException failure ? storageAdvice(failure) : null;
  }

  private static @Nullable String storageAdvice(IOException cause) {
    String type = cause.getClass().getSimpleName();
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left on device")) {
      return "The disk is full (%s): that of the lake or folder that is written to, or of temporary"
          + " files; make room, or set another spark.local.dir for these.";
    }
    if (cause instanceof AccessDeniedException
        || type.equals("AccessControlException")
        || message.contains("Permission denied")) {
      return "No permission: %s; allow it, or use other credentials.";
    }
    if (message.startsWith("Mkdirs failed")
        || message.startsWith("Creating directories")
        || type.equals("ParentNotDirectoryException")
        || type.equals("FileAlreadyExistsException")) {
      return "Cannot write there: %s; choose another folder, or allow it.";
    }
    if (STORE_EXCEPTIONS.contains(type)) {
      return "The storage refuses: %s; check bucket, endpoint and credentials.";
    }
    if (cause instanceof FileNotFoundException) {
      return "It is not there: %s; check the address, and run it again.";
    }
    return null;
  }

  /** Spark goes on about catalogs, which a lake does not have. */
  private static String said(QueryFault fault) {
    return fault.isAboutTable()
        ? fault.message().replaceFirst("(?<=cannot be found\\.).*(?= line \\d+ pos \\d+)", "")
            + ". The views are events, files, quarantine and runs, and people and sessions once a"
            + " report has asked for them."
        : fault.message();
  }

  private static String named(Throwable thrown) {
    return thrown.getMessage() == null
        ? thrown.getClass().getSimpleName()
        : thrown.getClass().getSimpleName()
            + ": "
            + thrown.getMessage().lines().findFirst().orElse("").strip();
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "nothing more is known" : message.strip().replaceAll("\\s+", " ");
  }

  /** Prints the message, behind it all there is to know if that is asked for. */
  int print(PrintWriter err, boolean verbose) {
    complain(err, message, verbose ? thrown : null);
    return exitCode;
  }

  /** Tells the user something that is wrong; with all there is to know, if there is more. */
  static void complain(PrintWriter err, String message, @Nullable Throwable thrown) {
    if (err instanceof LogWriter log) {
      log.complain(message, thrown);
      return;
    }
    err.println("trailhouse: " + message);
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      err.print(trace);
    }
    err.flush();
  }
}
