package io.trailhouse.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The counted rounds of one contender at one thing.
 *
 * @param name what tables call it
 * @param rounds its measurements
 */
record Series(String name, List<Measurement> rounds) {

  double median() {
    List<Double> sorted = sorted();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double min() {
    return sorted().get(0);
  }

  double max() {
    List<Double> sorted = sorted();
    return sorted.get(sorted.size() - 1);
  }

  /** Middle of the CPU times. */
  double cpuMedian() {
    return median(Measurement::cpuSeconds);
  }

  /** The largest of a measure over all rounds. */
  long most(ToLongFunction<Measurement> measure) {
    return rounds.stream().mapToLong(measure).max().orElse(0);
  }

  /** What came out of the last round. */
  Outcome outcome() {
    return rounds.get(rounds.size() - 1).outcome();
  }

  private double median(ToDoubleFunction<Measurement> measure) {
    List<Double> sorted = rounds.stream().mapToDouble(measure).sorted().boxed().toList();
    return sorted.get(sorted.size() / 2);
  }

  private List<Double> sorted() {
    return rounds.stream().map(Measurement::seconds).sorted().toList();
  }
}
