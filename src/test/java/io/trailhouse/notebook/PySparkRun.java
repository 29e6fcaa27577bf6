package io.trailhouse.notebook;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs Python cells without PySpark: python3 runs them with a {@code spark}, and with modules, that
 * do nothing but tell which views they were asked for.
 */
final class PySparkRun {

  private static final String RECORDER =
      """
      import sys

      class Told:
          def __init__(self, *words): self.words = words
          def __getattr__(self, name): return Told(*self.words, name)
          def __getitem__(self, key): return self
          def __setitem__(self, key, value): pass
          def __call__(self, *args, **named):
              if self.words[-1] == "createOrReplaceTempView":
                  print("\\t".join([*self.words, *args]))
              return Told(*self.words, *map(str, args))

      with open(sys.argv[1], encoding="utf-8") as cells:
          program = compile(cells.read(), "cells", "exec")
      exec(program, {
          "spark": Told(),
          "frame": Told("frame"),
          "__builtins__": {"__import__": lambda name, *rest: Told(name)},
      })
      """;

  private PySparkRun() {}

  /** Runs cells to their end; the views that they ask for. */
  static List<View> views(String python, Path folder) throws IOException {
    Path cells = Files.writeString(folder.resolve("cells.py"), python);
    Outcome outcome =
        new Launch(List.of("python3", "-c", RECORDER), folder, Map.of()).run(cells.toString());
    if (outcome.code() != 0) {
      throw new IllegalArgumentException(outcome.err());
    }
    return outcome.out().lines().map(PySparkRun::view).toList();
  }

  private static View view(String line) {
    List<String> words = List.of(line.split("\t", -1));
    int where = words.indexOf("where");
    View view =
        new View(
            words.get(words.size() - 1), words.get(4), where < 0 ? null : words.get(where + 1));
    if (!line.equals(view.asked())) {
      throw new IllegalArgumentException("is no view of a Delta table: " + line);
    }
    return view;
  }

  /**
   * A view that a cell makes of a Delta table.
   *
   * @param path where the table is
   * @param condition which of its rows the view has; null for all
   */
  record View(String name, String path, @Nullable String condition) {

    /** Makes the view, of a lake in the place of the one that the notebook has named. */
    void make(SparkSession spark, String named, Path lake) {
      Dataset<Row> table =
          spark.read().format("delta").load(path.replaceFirst("^" + named, lake.toString()));
      (condition == null ? table : table.where(condition)).createOrReplaceTempView(name);
    }

    private String asked() {
      return "read\tformat\tdelta\tload\t%s%s\tcreateOrReplaceTempView\t%s"
          .formatted(path, condition == null ? "" : "\twhere\t" + condition, name);
    }
  }
}
