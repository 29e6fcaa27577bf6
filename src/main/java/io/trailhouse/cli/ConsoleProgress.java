package io.trailhouse.cli;

import io.trailhouse.ingest.IngestProgress;
import java.io.PrintWriter;
import java.util.Locale;
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
    err.println(line(phase, done, total));
    err.flush();
  }

  private static String line(Phase phase, long done, long total) {
    return switch (phase) {
      case LISTING -> done == 0 ? "listing ..." : "listing: %,d objects".formatted(done);
      case LOOKING_UP -> "looking up %,d objects in the ledger ...".formatted(total);
      case READING ->
          done == 0
              ? "reading %s ...".formatted(Texts.bytes(total))
              : String.format(
                  Locale.ROOT,
                  "reading: %s of %s (%d %%)",
                  Texts.bytes(done),
                  Texts.bytes(total),
                  total == 0 ? 100 : 100 * done / total);
      case COMPARING ->
          done == 0
              ? "comparing %,d partitions for second deliveries ...".formatted(total)
              : "comparing: %,d of %,d partitions".formatted(done, total);
      case COMMITTING -> "committing ...";
    };
  }
}
