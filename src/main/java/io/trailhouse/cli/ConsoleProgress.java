package io.trailhouse.cli;

import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.render.Numbers;
import java.io.PrintWriter;

/**
 * Shows how a run gets on: in the bar where there is one, else by a line when a phase starts, and
 * another every few seconds.
 */
final class ConsoleProgress implements IngestProgress {

  /** So many bytes are better told in a bigger unit. */
  private static final long MUCH = 10 << 20;

  private final PacedLines lines;
  private final Bar bar;

  ConsoleProgress(PrintWriter err, Bar bar) {
    this.lines = new PacedLines(err);
    this.bar = bar;
  }

  @Override
  public synchronized void report(Phase phase, long done, long total) {
    if (bar.isShown()) {
      // How far the ledger is read, the tasks tell better.
      bar.step(name(phase), done, phase == Phase.LOOKING_UP ? 0 : total, unit(phase, total));
      return;
    }
    lines.step(phase, () -> start(phase, total), () -> line(phase, done, total));
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case LISTING -> "listing";
      case LOOKING_UP -> "looking up in the ledger";
      case READING -> "reading";
      case COMPARING -> "comparing for second deliveries";
      case COMMITTING -> "committing";
    };
  }

  private static Bar.Unit unit(Phase phase, long total) {
    return switch (phase) {
      case LISTING, LOOKING_UP, COMMITTING -> Bar.Unit.OBJECTS;
      case READING -> total < MUCH ? Bar.Unit.KIBIBYTES : Bar.Unit.MEBIBYTES;
      case COMPARING -> Bar.Unit.PARTITIONS;
    };
  }

  private static String start(Phase phase, long total) {
    return switch (phase) {
      case LISTING -> "listing ...";
      case LOOKING_UP -> "looking up %s objects in the ledger ...".formatted(Numbers.plain(total));
      case READING -> "reading %s ...".formatted(Texts.bytes(total));
      case COMPARING ->
          "comparing %s partitions for second deliveries ...".formatted(Numbers.plain(total));
      case COMMITTING -> "committing ...";
    };
  }

  private static String line(Phase phase, long done, long total) {
    return switch (phase) {
      case LISTING -> "listing: %s objects".formatted(Numbers.plain(done));
      case READING ->
          "reading: %s of %s (%s %%)"
              .formatted(
                  Texts.bytes(done),
                  Texts.bytes(total),
                  Numbers.plain(total == 0 ? 0 : 100 * done / total));
      case COMPARING ->
          "comparing: %s of %s partitions".formatted(Numbers.plain(done), Numbers.plain(total));
      case LOOKING_UP, COMMITTING -> start(phase, total);
    };
  }
}
