package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the loop of one of the kernel's channels. In rapaio-jupyter-kernel 2.3.0 a loop can end
 * while the kernel starts, and a kernel without the loop of its shell answers nobody: a thread is
 * started before it is told to run, and a question that comes before the kernel knows who answers
 * it throws. Here a loop is told before it starts, and goes on after a round that failed: clients
 * ask again until they are answered.
 */
public final class LoopThread extends Thread {

  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

  private final long sleepMillis;
  private final Runnable body;
  private volatile boolean running = true;

  /** A loop that has not begun. */
  public LoopThread(String name, long sleepMillis, Runnable body) {
    super(name);
    this.sleepMillis = sleepMillis;
    this.body = body;
  }

  @Override
  public void run() {
    try {
      while (running) {
        round();
        Thread.sleep(sleepMillis);
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private void round() throws InterruptedException {
    FutureTask<Void> round = new FutureTask<>(body, null);
    round.run();
    try {
      round.get();
    } catch (ExecutionException e) {
      LOG.warn("A message of the channel {} is lost", getName(), e);
    }
  }

  /** Ends the loop after this round. */
  public void shutdown() {
    running = false;
  }
}
