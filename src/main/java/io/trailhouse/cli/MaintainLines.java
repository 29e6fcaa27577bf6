package io.trailhouse.cli;

import io.trailhouse.maintain.MaintainProgress;
import java.io.PrintWriter;

/**
 * Shows how maintenance gets on: in the bar where there is one, else by a line when something
 * starts, and another every few seconds.
 */
final class MaintainLines implements MaintainProgress {

  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

  private final PrintWriter err;
  private final Bar bar;
  private String current = "";
  private long lastLine;

  MaintainLines(PrintWriter err, Bar bar) {
    this.err = err;
    this.bar = bar;
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    if (bar.isShown()) {
      bar.step(what, done, total, Bar.Unit.NONE);
      return;
    }
    long now = System.nanoTime();
    if (what.equals(current) && now - lastLine < NANOS_BETWEEN_LINES) {
      return;
    }
    err.println(
        what.equals(current)
            ? "%s: %s of %s".formatted(what, Texts.number(done), Texts.number(total))
            : what + " ...");
    err.flush();
    current = what;
    lastLine = now;
  }
}
