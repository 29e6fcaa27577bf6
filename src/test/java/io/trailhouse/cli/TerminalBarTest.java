package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TerminalBarTest {

  private static final String ERASED = "\r\u001b[K";

  private final Screen screen = new Screen();
  private final Terminal terminal = new Terminal(screen, 80);

  @Test
  void showsHowMuchOfAStepIsDone() throws InterruptedException {
    try (Bar bar = new TerminalBar(terminal, "ingest")) {
      bar.step("reading", 3L << 20, 12L << 20, Bar.Unit.MEBIBYTES);
      assertThat(await(text -> text.contains("reading")))
          .startsWith(ERASED + "reading  25% [")
          .contains("3/12 MiB");
    }
  }

  @Test
  void leavesNothingBehind() throws InterruptedException {
    try (Bar bar = new TerminalBar(terminal, "ingest")) {
      bar.step("listing", 7, 0, Bar.Unit.OBJECTS);
      await(text -> text.contains("listing"));
    }
    assertThat(screen.toString(UTF_8)).endsWith(ERASED);
  }

  @Test
  void isNeverWiderThanTheTerminal() throws InterruptedException {
    try (Bar bar = new TerminalBar(terminal, "sql")) {
      bar.job("sql: SELECT " + "x".repeat(200), 1, 2);
      assertThat(await(text -> text.contains("sql: SELECT")).split("\r\u001b\\[K"))
          .allMatch(line -> line.length() < 80);
    }
  }

  @Test
  void showsJobsWhereTheCommandNamesNoStep() throws InterruptedException {
    try (Bar bar = new TerminalBar(terminal, "report")) {
      bar.step("listing", 9, 9, Bar.Unit.OBJECTS);
      bar.job("people of today", 1, 4);
      assertThat(await(text -> text.contains("people"))).contains("people of today  25% [");
    }
  }

  @Test
  void showsTheCommandsOwnStepRatherThanItsJobs() throws InterruptedException {
    try (Bar bar = new TerminalBar(terminal, "report")) {
      bar.step("reports", 1, 4, Bar.Unit.REPORTS);
      bar.job("report: callers", 1, 2);
      assertThat(await(text -> text.contains("reports"))).contains("1/4 reports");
    }
  }

  @Test
  void makesWayForLines() throws IOException {
    terminal.showBar("bar", () -> true);
    terminal.above(screen).write("a line\n".getBytes(UTF_8));
    terminal.showBar("bar", () -> true);
    assertThat(screen.toString(UTF_8))
        .isEqualTo(ERASED + "bar" + ERASED + "a line\n" + ERASED + "bar");
  }

  @Test
  void waitsForTheEndOfALine() throws IOException {
    terminal.above(screen).write("half a".getBytes(UTF_8));
    terminal.showBar("bar", () -> true);
    assertThat(screen.toString(UTF_8)).isEqualTo("half a");
  }

  /** What is on the screen as soon as it is what is waited for. */
  private String await(Predicate<String> shown) throws InterruptedException {
    synchronized (screen) {
      while (!shown.test(screen.toString(UTF_8))) {
        screen.wait();
      }
      return screen.toString(UTF_8);
    }
  }

  /** Wakes who waits for it. */
  private static final class Screen extends ByteArrayOutputStream {

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }
  }
}
