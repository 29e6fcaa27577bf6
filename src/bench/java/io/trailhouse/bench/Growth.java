package io.trailhouse.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How time grows with the number of records: as its power of some exponent. */
final class Growth {

  private Growth() {}

  /**
   * The exponent that fits best, by least squares on logarithms; null for fewer than two sizes. Of
   * each size the fastest round counts, for all else is the machine's.
   */
  static @Nullable Double exponent(List<Heat> heats) {
    if (heats.size() < 2) {
      return null;
    }
    double[] x = heats.stream().mapToDouble(heat -> Math.log(records(heat))).toArray();
    double[] y = heats.stream().mapToDouble(heat -> Math.log(seconds(heat))).toArray();
    double meanX = mean(x);
    double meanY = mean(y);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return products / squares;
  }

  private static double records(Heat heat) {
    return heat.series().get(0).outcome().records();
  }

  private static double seconds(Heat heat) {
    return heat.series().get(0).min();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
