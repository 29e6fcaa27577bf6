package io.trailhouse.cli;

import io.trailhouse.ingest.IngestProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows how a run gets on: a line when a phase starts, and another every few seconds. */
final class ConsoleProgress implements IngestProgress {

  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

  private final PrintWriter err;
  private @Nullable Phase current;
  private long lastLine;

  ConsoleProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void report(Phase phase, long done, long total) {
    long now = System.nanoTime();
    boolean starts = phase != current;
    if (!starts && now - lastLine < NANOS_BETWEEN_LINES) {
      return;
    }
    current = phase;
    lastLine = now;
    err.println(starts ? start(phase, total) : line(phase, done, total));
    err.flush();
  }

  private static String start(Phase phase, long total) {
    return switch (phase) {
      case LISTING -> "listing ...";
      case LOOKING_UP -> "looking up %s objects in the ledger ...".formatted(Texts.number(total));
      case READING -> "reading %s ...".formatted(Texts.bytes(total));
      case COMPARING ->
          "comparing %s partitions for second deliveries ...".formatted(Texts.number(total));
      case COMMITTING -> "committing ...";
    };
  }

  private static String line(Phase phase, long done, long total) {
    return switch (phase) {
      case LISTING -> "listing: %s objects".formatted(Texts.number(done));
      case READING ->
          "reading: %s of %s (%s %%)"
              .formatted(
                  Texts.bytes(done),
                  Texts.bytes(total),
                  Texts.number(total == 0 ? 0 : 100 * done / total));
      case COMPARING ->
          "comparing: %s of %s partitions".formatted(Texts.number(done), Texts.number(total));
      case LOOKING_UP, COMMITTING -> start(phase, total);
    };
  }
}
