package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {

  private static final Configuration CONF = new Configuration();

  @TempDir Path lake;

  @Test
  void writesAFileForEachPartition() throws IOException {
    List<DataFile> files = write(1 << 20, event(1, "a"), event(2, "b"), event(3, "a"));
    assertThat(files)
        .extracting(file -> file.partition().get("aws_region") + " " + file.rows())
        .containsExactlyInAnyOrder("a 2", "b 1");
  }

  @Test
  void tellsTheFirstAndLastTimeOfAFile() throws IOException {
    DataFile file = write(1 << 20, event(30, "a"), event(10, "a"), event(20, "a")).get(0);
    assertThat(file.maxTime() - file.minTime()).isEqualTo(20_000_000);
  }

  @Test
  void keepsAllEventsIfFewFitIntoMemory() throws IOException {
    String[] events =
        IntStream.range(0, 60)
            .boxed()
            .flatMap(i -> List.of(event(i % 60, "a"), event(i % 60, "b")).stream())
            .toArray(String[]::new);
    List<DataFile> files = write(3_000, events);
    List<String> found = new ArrayList<>();
    for (Map<String, String> row : LakeContent.rows(CONF, files, "event_id")) {
      found.add(row.get("event_id"));
    }
    assertThat(found.stream().sorted().toList())
        .isEqualTo(
            IntStream.range(0, 60)
                .boxed()
                .flatMap(i -> List.of(i + "a", i + "b").stream())
                .sorted()
                .toList());
  }

  private List<DataFile> write(long bufferBytes, String... events) throws IOException {
    return EventFileWriting.write(
        CONF, lake, "file", bufferBytes, List.of(events).stream().collect(Collectors.joining(",")));
  }

  private static String event(int second, String region) {
    return """
    {"eventTime":"2026-09-28T10:00:%02dZ","awsRegion":"%s","eventSource":"s","eventID":"%d%s"}\
    """
        .formatted(second, region, second, region);
  }
}
