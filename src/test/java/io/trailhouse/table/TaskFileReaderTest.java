package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFileReaderTest {

  @TempDir Path folder;

  @Test
  void readsMoreFilesThanItKeepsOpen() throws IOException {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    for (int number : numbers) {
      Files.write(folder.resolve("f" + number), new byte[] {(byte) number});
    }
    List<Integer> read = new ArrayList<>();
    try (TaskFileReader reader = new TaskFileReader(new Configuration())) {
      for (int round = 0; round < 2; round++) {
        for (int number : numbers) {
          var path = new org.apache.hadoop.fs.Path(folder.resolve("f" + number).toUri());
          var in = Objects.requireNonNull(reader.open(path)).in();
          in.seek(0);
          read.add(in.read());
        }
      }
    }
    assertThat(read).isEqualTo(IntStream.range(0, 200).mapToObj(i -> i % 100).toList());
  }
}
