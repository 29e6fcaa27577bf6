package io.trailhouse.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar in the last line of a terminal, which appears where a step takes more than a moment. */
final class TerminalBar implements Bar {

  /** What is over sooner needs no bar. */
  private static final long PATIENCE_MILLIS = 700;

  private static final int MILLIS_BETWEEN_LOOKS = 200;
  private static final int MOST_WIDTH = 120;
  private static final int MOST_NAME = 60;

  private final Terminal terminal;
  private final int width;
  private final ScheduledExecutorService looks;
  private String what;
  private long done;
  private long total;
  private Unit unit = Unit.TASKS;
  private boolean ownWord;
  private @Nullable Drawn drawn;

  /** A bar and what it counts. */
  private record Drawn(String what, Unit unit, ProgressBar bar, AtomicBoolean wanted) {}

  TerminalBar(Terminal terminal, String command) {
    this.terminal = terminal;
    // The last column of a line makes some terminals begin another one.
    this.width = Math.min(terminal.columns(), MOST_WIDTH) - 1;
    this.what = command;
    this.looks =
        Executors.newSingleThreadScheduledExecutor(
            runnable -> {
              Thread thread = new Thread(runnable, "trailhouse-bar");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        looks.scheduleAtFixedRate(
            this::draw, PATIENCE_MILLIS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean isShown() {
    return true;
  }

  @Override
  public synchronized void step(String newWhat, long newDone, long newTotal, Unit newUnit) {
    ownWord = true;
    what = newWhat;
    done = newDone;
    total = newTotal;
    unit = newUnit;
  }

  @Override
  public synchronized void job(String newWhat, long newDone, long newTotal) {
    boolean counts = ownWord && total > 0 && done < total;
    if (counts) {
      return;
    }
    ownWord = false;
    what = newTotal == 0 ? what : newWhat;
    done = newDone;
    total = newTotal;
    unit = Unit.TASKS;
  }

  private synchronized void draw() {
    Drawn current = drawn;
    if (current == null || !current.what().equals(what) || current.unit() != unit) {
      erase();
      AtomicBoolean wanted = new AtomicBoolean(true);
      current = new Drawn(what, unit, bar(wanted), wanted);
      drawn = current;
    }
    current.bar().maxHint(total == 0 ? -1 : total);
    current.bar().stepTo(done);
    current.bar().refresh();
  }

  private ProgressBar bar(AtomicBoolean wanted) {
    return new ProgressBarBuilder()
        .setTaskName(what.length() <= MOST_NAME ? what : what.substring(0, MOST_NAME - 3) + "...")
        .setInitialMax(total == 0 ? -1 : total)
        .startsFrom(done, Duration.ZERO)
        .setUnit(unit.label(), unit.size())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS_BETWEEN_LOOKS)
        .setConsumer(
            new DelegatingProgressBarConsumer(text -> terminal.showBar(text, wanted::get), width))
        .continuousUpdate()
        .build();
  }

  private void erase() {
    if (drawn != null) {
      // The library draws from a thread of its own, once more after the end too.
      drawn.wanted().set(false);
      drawn.bar().close();
      drawn = null;
    }
    terminal.eraseBar();
  }

  @Override
  public void close() {
    looks.shutdownNow();
    synchronized (this) {
      erase();
    }
  }
}
