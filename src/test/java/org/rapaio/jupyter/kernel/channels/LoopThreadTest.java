package org.rapaio.jupyter.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {

  /** As if the thread were faster than whoever started it. */
  @Test
  void runsBeforeItsStartHasReturned() {
    assertThat(roundsUntilInterruptedInTheThird(() -> {})).isEqualTo(3);
  }

  /** As with a question that comes before the kernel knows who answers it. */
  @Test
  void goesOnAfterARoundThatFailed() {
    Runnable question =
        () -> {
          throw new IllegalStateException("nobody answers yet");
        };
    assertThat(roundsUntilInterruptedInTheThird(question)).isEqualTo(3);
  }

  private static int roundsUntilInterruptedInTheThird(Runnable round) {
    AtomicInteger rounds = new AtomicInteger();
    Runnable loop =
        new LoopThread(
            "loop",
            0,
            () -> {
              if (rounds.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
              }
              round.run();
            });
    loop.run();
    return rounds.get();
  }
}
