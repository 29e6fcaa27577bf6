package io.trailhouse.cli;

import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.render.Numbers;
import java.io.PrintWriter;

/**
 * Shows how maintenance gets on: in the bar where there is one, else by a line when something
 * starts, and another every few seconds.
 */
final class MaintainLines implements MaintainProgress {

  private final PacedLines lines;
  private final Bar bar;

  MaintainLines(PrintWriter err, Bar bar) {
    this.lines = new PacedLines(err);
    this.bar = bar;
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    if (bar.isShown()) {
      bar.step(what, done, total, Bar.Unit.NONE);
      return;
    }
    lines.step(
        what,
        () -> what + " ...",
        () -> "%s: %s of %s".formatted(what, Numbers.plain(done), Numbers.plain(total)));
  }
}
