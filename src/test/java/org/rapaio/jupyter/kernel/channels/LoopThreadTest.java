package org.rapaio.jupyter.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {

  /** As if the thread were faster than whoever started it. */
  @Test
  void runsBeforeItsStartHasReturned() {
    AtomicInteger rounds = new AtomicInteger();
    Runnable loop =
        new LoopThread(
            "loop",
            0,
            () -> {
              if (rounds.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
              }
            });
    loop.run();
    assertThat(rounds).hasValue(3);
  }

  /** As a question that comes before the kernel knows who answers it. */
  @Test
  void goesOnAfterARoundThatFailed() {
    AtomicInteger rounds = new AtomicInteger();
    Runnable loop =
        new LoopThread(
            "loop",
            0,
            () -> {
              if (rounds.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
              }
              throw new IllegalStateException("round " + rounds);
            });
    loop.run();
    assertThat(rounds).hasValue(3);
  }
}
