package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.TrailhouseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

final class FailureTest {

  static final List<Arguments> FAILURES =
      List.of(
          Arguments.of(
              new TrailhouseException("There is no lake at x; check --lake"),
              "3: There is no lake at x; check --lake"),
          Arguments.of(
              new TrailhouseException("two\n  lines\n", new AccessDeniedException("x")),
              "3: two lines"),
          Arguments.of(
              new AccessDeniedException("s3a://b/k"),
              "3: No permission: s3a://b/k; allow it, or use other credentials."),
          Arguments.of(
              new FileNotFoundException("/lake/x.parquet (Permission denied)"),
              "3: No permission: /lake/x.parquet (Permission denied); allow it, or use other"
                  + " credentials."),
          Arguments.of(
              new IOException("No space left on device"),
              "3: The disk is full (No space left on device): that of the lake or folder that is"
                  + " written to, or of temporary files; make room, or set another spark.local.dir"
                  + " for these."),
          Arguments.of(
              new ParentNotDirectoryException("Parent path is not a directory: file:/x"),
              "3: Cannot write there: Parent path is not a directory: file:/x; choose another"
                  + " folder, or allow it."),
          Arguments.of(
              new UncheckedIOException(new IOException("Creating directories for path file:/x/y")),
              "3: Cannot write there: Creating directories for path file:/x/y; choose another"
                  + " folder, or allow it."),
          Arguments.of(
              new UnsupportedFileSystemException("No FileSystem for scheme \"s4\""),
              "3: The storage refuses: No FileSystem for scheme \"s4\"; check bucket, endpoint and"
                  + " credentials."),
          Arguments.of(
              new ConnectException("Connection refused"),
              "3: The storage refuses: Connection refused; check bucket, endpoint and"
                  + " credentials."),
          Arguments.of(
              new FileNotFoundException("s3a://b/k"),
              "3: It is not there: s3a://b/k; check the address, and run it again."),
          Arguments.of(
              new InterruptedIOException("thread interrupted"),
              "3: Interrupted (thread interrupted); run it again, what was begun will be finished"
                  + " or discarded."),
          Arguments.of(
              new InterruptedException(),
              "3: Interrupted (nothing more is known); run it again, what was begun will be"
                  + " finished or discarded."),
          Arguments.of(
              new OutOfMemoryError("Java heap space"),
              "3: There is too little memory (Java heap space); give more, with"
                  + " TRAILHOUSE_HEAP=8g for instance, or --driver-memory of spark-submit."),
          Arguments.of(
              new IllegalStateException("The run does not balance\nat all"),
              "1: Unexpected: IllegalStateException: The run does not balance. Run it again with"
                  + " --verbose for all there is to know."),
          Arguments.of(
              new ArithmeticException(),
              "1: Unexpected: ArithmeticException. Run it again with --verbose for all there is to"
                  + " know."));

  @ParameterizedTest(name = "{1}")
  @FieldSource("FAILURES")
  void isToldInOneLine(Throwable thrown, String expected) {
    assertThat(shown(Failure.of(thrown))).isEqualTo(expected);
  }

  /** Spark's own message repeats the stack trace of the task that failed. */
  @ParameterizedTest(name = "{1}")
  @FieldSource("FAILURES")
  void isFoundBehindSparksExceptions(Throwable thrown, String expected) {
    SparkException task =
        new SparkException(
            "Job aborted due to stage failure: Permission denied\n\tat No space left on device",
            new SparkException("Task failed", thrown));

    assertThat(shown(Failure.of(task))).isEqualTo(expected);
  }

  @Test
  void prefersWhatIsMeantForTheOperator() {
    Throwable thrown =
        new IOException(
            "No space left on device",
            new TrailhouseException("Cannot read trail x", new FileNotFoundException("x")));

    assertThat(shown(Failure.of(thrown))).isEqualTo("3: Cannot read trail x");
  }

  @Test
  void copesWithCausesThatGoInACircle() {
    IllegalStateException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("other", one));

    assertThat(Failure.of(one).exitCode()).isEqualTo(1);
  }

  @Test
  void showsTheWholeChainOnlyIfAsked() {
    Failure failure =
        Failure.of(new SparkException("Job aborted", new TrailhouseException("No lake")));

    assertThat(List.of(printed(failure, false), printed(failure, true)))
        .satisfiesExactly(
            brief -> assertThat(brief).isEqualTo("trailhouse: No lake\n"),
            whole ->
                assertThat(whole)
                    .startsWith("trailhouse: No lake\norg.apache.spark.SparkException: Job aborted")
                    .contains("\tat ", "Caused by: io.trailhouse.TrailhouseException: No lake"));
  }

  private static String shown(Failure failure) {
    return failure.exitCode() + ": " + failure.message();
  }

  private static String printed(Failure failure, boolean verbose) {
    StringWriter text = new StringWriter();
    assertThat(failure.print(new PrintWriter(text), verbose)).isEqualTo(3);
    return text.toString();
  }
}
