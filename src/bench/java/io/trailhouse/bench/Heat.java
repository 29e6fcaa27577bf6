package io.trailhouse.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Contenders at the same thing.
 *
 * @param discipline what it was
 * @param detail which of several such things; empty if there is one
 * @param trail with which trail; null if with none
 * @param series who how
 */
record Heat(Discipline discipline, String detail, @Nullable Trail trail, List<Series> series) {

  String title() {
    return detail.isEmpty() ? discipline.title() : discipline.title() + ": " + detail;
  }

  /** How one did; null if it did not take part. */
  @Nullable Series of(String name) {
    return series.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /** The first one's median time to the second one's; null unless both took part. */
  @Nullable Double ratio(String first, String second) {
    return ratio(first, second, Series::median);
  }

  /** The same of CPU time, which other processes on the machine disturb less. */
  @Nullable Double cpuRatio(String first, String second) {
    return ratio(first, second, Series::cpuMedian);
  }

  private @Nullable Double ratio(String first, String second, ToDoubleFunction<Series> measure) {
    Series over = of(first);
    Series under = of(second);
    return over == null || under == null
        ? null
        : (Double) (measure.applyAsDouble(over) / measure.applyAsDouble(under));
  }
}
