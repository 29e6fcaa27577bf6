package io.trailhouse.ingest;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reports every so often while something runs. */
public final class Watch {

  private static final long MILLIS = 500;

  private Watch() {}

  /** Runs some work, and reports until it is done. */
  public static <T> T during(Supplier<T> work, Runnable report) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            runnable -> {
              Thread thread = new Thread(runnable, "trailhouse-progress");
              thread.setDaemon(true);
              return thread;
            });
    try {
      var unused = timer.scheduleAtFixedRate(report, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
      return work.get();
    } finally {
      timer.shutdownNow();
    }
  }
}
