package io.trailhouse.bench;

import java.util.ArrayList;
import java.util.List;

/** The contenders, and what their processes need. */
enum ContenderKind {
  /** Trailhouse, as its commands run it. */
  TRAILHOUSE("Trailhouse", true) {
    @Override
    Contender start(int threads) {
      return new TrailhouseContender(threads);
    }
  },
  /** DuckDB; its memory is outside the heap. */
  DUCKDB("DuckDB", false) {
    @Override
    Contender start(int threads) throws Exception {
      return new DuckContender(threads);
    }
  },
  /** The Spark recipe that most people use. */
  SPARK_RECIPE("Spark recipe", true) {
    @Override
    Contender start(int threads) {
      return new SparkRecipe(threads);
    }
  },
  /** The JDK's zlib, and Trailhouse's record reader without Spark. */
  PLAIN_JAVA("plain Java", false) {
    @Override
    Contender start(int threads) {
      return new PlainJava(threads);
    }
  };

  private final String label;
  private final boolean spark;

  ContenderKind(String label, boolean spark) {
    this.label = label;
    this.spark = spark;
  }

  /** Starts it in this process. */
  abstract Contender start(int threads) throws Exception;

  /** What tables call it. */
  String label() {
    return label;
  }

  /** Options of its Java; {@code sparkOptions} are those that Spark needs on Java 17. */
  List<String> javaOptions(String heap, List<String> sparkOptions) {
    List<String> options =
        new ArrayList<>(
            List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC"));
    if (spark) {
      options.addAll(sparkOptions);
    }
    return options;
  }
}
