package io.trailhouse.locate;

import io.trailhouse.TrailhouseException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs tasks that start further tasks, a bounded number at a time, until none is left. The first
 * failure ends all.
 */
final class FolderTasks implements AutoCloseable {

  private final ExecutorService threads;
  private final ExecutorCompletionService<Boolean> completed;
  private final AtomicLong open = new AtomicLong();

  FolderTasks(int parallelism) {
    threads = Executors.newFixedThreadPool(parallelism, new Names());
    completed = new ExecutorCompletionService<>(threads);
  }

  void start(Runnable task) {
    open.incrementAndGet();
    completed.submit(task, true);
  }

  /** Waits for the last task, and throws what the first one to fail has thrown. */
  void await() {
    try {
      // A task is counted out only after it has ended, so those that it started are counted in.
      while (open.get() > 0) {
        completed.take().get();
        open.decrementAndGet();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrailhouseException("Listing was interrupted; start the run again.", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  private static final class Names implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "trailhouse-locate-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
