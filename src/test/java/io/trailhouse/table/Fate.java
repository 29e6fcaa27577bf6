package io.trailhouse.table;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/** What becomes of calls that change something in a {@link MortalFileSystem}. */
public interface Fate {

  /** Lets everything happen. */
  Fate KIND = new Fate() {};

  /** Is asked before a call takes effect; what it throws keeps the call from it. */
  default void before(String operation, Path path) throws IOException {}

  /** Is asked after a call took effect; what it throws keeps the caller from knowing. */
  default void after(String operation, Path path) throws IOException {}

  /** Counts calls. */
  final class Count implements Fate {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void before(String operation, Path path) {
      calls.incrementAndGet();
    }

    /** How many there were. */
    public int calls() {
      return calls.get();
    }
  }

  /**
   * The process dies at a call, and every later one fails.
   *
   * @param call the number of the call, from 1
   * @param takesEffect whether that call still takes effect
   * @param calls how many calls there were
   */
  record Death(int call, boolean takesEffect, AtomicInteger calls) implements Fate {

    /** Dies at a call. */
    public static Death at(int call, boolean takesEffect) {
      return new Death(call, takesEffect, new AtomicInteger());
    }

    @Override
    public void before(String operation, Path path) throws IOException {
      int now = calls.incrementAndGet();
      if (now > call || (now == call && !takesEffect)) {
        throw new IOException("died before " + operation + " " + path);
      }
    }

    @Override
    public void after(String operation, Path path) throws IOException {
      if (calls.get() >= call) {
        throw new IOException("died after " + operation + " " + path);
      }
    }
  }

  /** The process dies after the first call of a kind, and every later one fails. */
  record DeathAfter(Predicate<String> call, AtomicBoolean dead) implements Fate {

    /** Dies after the first such call, which is told as its operation and path. */
    public static DeathAfter the(Predicate<String> call) {
      return new DeathAfter(call, new AtomicBoolean());
    }

    @Override
    public void before(String operation, Path path) throws IOException {
      if (dead.get()) {
        throw new IOException("died before " + operation + " " + path);
      }
    }

    @Override
    public void after(String operation, Path path) throws IOException {
      if (call.test(operation + " " + path)) {
        dead.set(true);
        throw new IOException("died after " + operation + " " + path);
      }
    }
  }

  /** The first call of a kind takes effect, but its answer gets lost. */
  record LostAnswer(Predicate<String> call, AtomicBoolean lost) implements Fate {

    /** Loses the answer of the first such call. */
    public static LostAnswer to(Predicate<String> call) {
      return new LostAnswer(call, new AtomicBoolean());
    }

    @Override
    public void after(String operation, Path path) throws IOException {
      if (call.test(operation + " " + path) && !lost.getAndSet(true)) {
        throw new IOException("no answer to " + operation + " " + path);
      }
    }
  }

  /** Something else happens just before the first call of a kind. */
  record Meanwhile(Predicate<String> call, Runnable event, AtomicBoolean happened) implements Fate {

    /** Lets something happen before the first such call. */
    public static Meanwhile before(Predicate<String> call, Runnable event) {
      return new Meanwhile(call, event, new AtomicBoolean());
    }

    @Override
    public void before(String operation, Path path) {
      if (call.test(operation + " " + path) && !happened.getAndSet(true)) {
        event.run();
      }
    }
  }
}
