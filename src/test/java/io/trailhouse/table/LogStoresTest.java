package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.S3SingleDriverLogStore;
import io.trailhouse.TrailhouseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoresTest {

  private static final String DELTAS_OWN = S3SingleDriverLogStore.class.getName();

  @Test
  void givesSparkAStoreForEachPlaceWhereDeltasOwnLosesCommits() {
    assertThat(LogStores.ofSpark())
        .isEqualTo(
            Map.of(
                "spark.delta.logStore.file.impl", "io.trailhouse.table.ExclusiveLogStore",
                "spark.delta.logStore.s3.impl", "io.trailhouse.table.ConditionalLogStore",
                "spark.delta.logStore.s3a.impl", "io.trailhouse.table.ConditionalLogStore",
                "spark.delta.logStore.s3n.impl", "io.trailhouse.table.ConditionalLogStore"));
  }

  @Test
  void givesKernelTheSame() {
    assertThat(ofKernel(new Configuration()))
        .containsExactly(
            "io.trailhouse.table.ExclusiveLogStore",
            "io.trailhouse.table.ConditionalLogStore",
            "io.trailhouse.table.ConditionalLogStore",
            "io.trailhouse.table.ConditionalLogStore");
  }

  @Test
  void leavesKernelWhatWasChosenForIt() {
    Configuration conf = new Configuration();
    conf.set("io.delta.kernel.logStore.s3a.impl", DELTAS_OWN);
    assertThat(ofKernel(conf)).element(2).isEqualTo(DELTAS_OWN);
  }

  @Test
  void givesKernelWhatWasChosenForSpark() {
    Configuration conf = new Configuration();
    conf.set("spark.delta.logStore.s3.impl", DELTAS_OWN);
    assertThat(ofKernel(conf)).element(1).isEqualTo(DELTAS_OWN);
  }

  @Test
  void refusesAFileSystemThatKnowsNoConditions(@TempDir Path log) {
    Configuration conf = new Configuration();
    org.apache.hadoop.fs.Path version =
        new org.apache.hadoop.fs.Path(log.resolve("1.json").toUri());
    assertThatThrownBy(
            () ->
                new ConditionalLogStore(conf)
                    .write(version, List.of("line").iterator(), false, conf))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot write %s: LocalFileSystem cannot create a file on the condition that there is"
                + " none, so that two writers could overwrite each other's commits; use an s3a://"
                + " address with Hadoop 3.4.2 or newer, where fs.s3a.create.conditional.enabled is"
                + " not false, or let all writers use io.delta.storage.S3DynamoDBLogStore, with"
                + " spark.delta.logStore.file.impl",
            version);
  }

  private static List<String> ofKernel(Configuration conf) {
    Configuration kernel = LogStores.forKernel(conf);
    return List.of("file", "s3", "s3a", "s3n").stream()
        .map("io.delta.kernel.logStore.%s.impl"::formatted)
        .map(kernel::get)
        .toList();
  }
}
