package io.trailhouse.bench;

import java.io.IOException;
import java.util.concurrent.Callable;

/** One way to do the work, in a process of its own that stays warm between steps. */
interface Contender extends AutoCloseable {

  /**
   * Does a step. What it returns is called when the clock has stopped, and tells what came out.
   *
   * @throws Exception if it fails, which ends the benchmark
   */
  Callable<Outcome> run(Step step) throws Exception;

  @Override
  void close() throws IOException;
}
