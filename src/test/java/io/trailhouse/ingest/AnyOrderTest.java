package io.trailhouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.table.EmptyLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class AnyOrderTest {

  private final SparkSession spark;

  @TempDir Path folder;

  AnyOrderTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hasTheSameEventsInWhateverOrderAndRunsObjectsCome(long seed) throws IOException {
    Path root = folder.resolve("trail");
    GeneratedTrail.of(
            GeneratedTrail.Config.of(seed, 300)
                .withPlaces(2, 2)
                .withShares(0.3, 0.1, 0.2)
                .withLargestObject(15))
        .writeTo(root);
    TestLake inOneRun = new TestLake(spark, folder.resolve("one").toString());
    TestLake inManyRuns = new TestLake(spark, folder.resolve("many").toString());
    EmptyLake.create(spark.sessionState().newHadoopConf(), inOneRun.uri());
    EmptyLake.create(spark.sessionState().newHadoopConf(), inManyRuns.uri());
    inOneRun.ingest(root);
    for (List<Path> objects : dealt(root, new Random(seed))) {
      inManyRuns.ingest(objects.toArray());
    }
    assertThat(inManyRuns.requireSound().hashes()).isEqualTo(inOneRun.content().hashes());
  }

  private static List<List<Path>> dealt(Path root, Random random) throws IOException {
    List<Path> objects;
    try (Stream<Path> files = Files.walk(root)) {
      objects = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
    Collections.shuffle(objects, random);
    List<List<Path>> runs = new ArrayList<>();
    int from = 0;
    while (from < objects.size()) {
      int to = Math.min(objects.size(), from + 1 + random.nextInt(objects.size() / 2));
      runs.add(objects.subList(from, to));
      from = to;
    }
    return runs;
  }
}
