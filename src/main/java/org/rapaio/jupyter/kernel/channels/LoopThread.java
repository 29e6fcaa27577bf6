package org.rapaio.jupyter.kernel.channels;

/**
 * Runs the loop of one of the kernel's channels. In rapaio-jupyter-kernel 2.3.0 a thread is started
 * before it is told to run: if it is fast it ends at once, and a kernel without the loop of its
 * shell answers nobody.
 */
public final class LoopThread extends Thread {

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
        body.run();
        Thread.sleep(sleepMillis);
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Ends the loop after this round. */
  public void shutdown() {
    running = false;
  }
}
