package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveLogStoreTest {

  private static final Configuration CONF = new Configuration();

  private final ExclusiveLogStore store = new ExclusiveLogStore(CONF);

  @TempDir Path log;

  @Test
  void writesWhatWasNotThereWhole() throws IOException {
    write("1.json", List.of("one", "zwei ü"), false);
    assertThat(Files.readAllLines(log.resolve("1.json"))).containsExactly("one", "zwei ü");
  }

  @Test
  void refusesWhatIsThere() throws IOException {
    write("1.json", List.of("first"), false);
    assertThatThrownBy(() -> write("1.json", List.of("second"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void overwritesIfAskedTo() throws IOException {
    write("_last_checkpoint", List.of("first"), true);
    write("_last_checkpoint", List.of("second"), true);
    assertThat(Files.readAllLines(log.resolve("_last_checkpoint"))).containsExactly("second");
  }

  @Test
  void letsOneOfManyWritersThroughAndLeavesNothingElseBehind() throws IOException {
    AtomicInteger through = new AtomicInteger();
    int versions = 50;
    for (int version = 0; version < versions; version++) {
      String name = version + ".json";
      IntStream.range(0, 4)
          .parallel()
          .forEach(
              writer -> {
                try {
                  write(name, List.of("writer " + writer), false);
                  through.incrementAndGet();
                } catch (FileAlreadyExistsException e) {
                  // The others.
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
    }
    try (Stream<Path> files = Files.list(log)) {
      assertThat(List.of(through.get(), (int) files.count())).containsExactly(versions, versions);
    }
  }

  private void write(String name, List<String> lines, boolean overwrite) throws IOException {
    store.write(
        new org.apache.hadoop.fs.Path(log.resolve(name).toUri()),
        lines.iterator(),
        overwrite,
        CONF);
  }
}
