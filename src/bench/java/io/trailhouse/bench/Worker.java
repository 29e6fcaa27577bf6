package io.trailhouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A process with one contender in it: a step on each line of its input, a reply on each of its
 * output.
 */
final class Worker {

  private final Contender contender;
  private final Meter meter = new Meter();

  private Worker(Contender contender) {
    this.contender = contender;
  }

  /** Serves the contender that the first argument names, on as many threads as the second says. */
  public static void main(String[] args) throws Exception {
    PrintStream replies = new PrintStream(System.out, true, UTF_8);
    // Whatever a library prints must not get between the replies.
    System.setOut(System.err);
    int threads = Integer.parseInt(args[1]);
    try (Contender contender = ContenderKind.valueOf(args[0]).start(threads);
        BufferedReader steps = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      new Worker(contender).serve(steps, replies);
    }
  }

  private void serve(BufferedReader steps, PrintStream replies) throws IOException {
    for (String line = steps.readLine(); line != null; line = steps.readLine()) {
      replies.println(Json.line(reply(Json.read(line, Step.class))));
    }
  }

  private Reply reply(Step step) throws IOException {
    if (step.task() == Task.INGEST) {
      Folder.of(step.output()).delete();
    }
    FutureTask<Measurement> measuring = new FutureTask<>(() -> meter.measure(contender, step));
    measuring.run();
    try {
      return new Reply(measuring.get(), null);
    } catch (ExecutionException e) {
      e.printStackTrace();
      return new Reply(null, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts a worker", e);
    }
  }
}
