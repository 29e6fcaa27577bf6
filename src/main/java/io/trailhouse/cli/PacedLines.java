package io.trailhouse.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells by lines how a command gets on: one when something starts, another every few seconds. */
final class PacedLines {

  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

  private final PrintWriter err;
  private @Nullable Object current;
  private long lastLine;

  PacedLines(PrintWriter err) {
    this.err = err;
  }

  /**
   * Prints a line if it is time.
   *
   * @param what is going on
   * @param start the line for what was not going on before
   * @param line the line for what still is
   */
  void step(Object what, Supplier<String> start, Supplier<String> line) {
    long now = System.nanoTime();
    boolean starts = !what.equals(current);
    if (!starts && now - lastLine < NANOS_BETWEEN_LINES) {
      return;
    }
    current = what;
    lastLine = now;
    err.println(starts ? start.get() : line.get());
    err.flush();
  }
}
