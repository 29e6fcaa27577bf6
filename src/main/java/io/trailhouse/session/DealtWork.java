package io.trailhouse.session;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Many pieces of work, most of them small, dealt to tasks. */
public final class DealtWork {

  private static final int MOST_PIECES_A_TASK = 32;
  private static final int TASKS_A_CORE = 4;

  private DealtWork() {}

  /**
   * Deals pieces to tasks so that each gets large and small ones.
   *
   * @param largestFirst the pieces, one at least, of a class that Java serializes
   */
  public static <T> JavaRDD<T> of(List<T> largestFirst, JavaSparkContext spark) {
    int pieces = largestFirst.size();
    int enough = (pieces + MOST_PIECES_A_TASK - 1) / MOST_PIECES_A_TASK;
    int tasks = Math.min(pieces, Math.max(enough, spark.defaultParallelism() * TASKS_A_CORE));
    List<List<T>> dealt =
        IntStream.range(0, tasks)
            .mapToObj(
                task ->
                    IntStream.iterate(task, i -> i < pieces, i -> i + tasks)
                        .mapToObj(largestFirst::get)
                        .toList())
            .toList();
    return spark.parallelize(dealt, tasks).flatMap(List::iterator);
  }
}
