package io.trailhouse.source;

import static io.trailhouse.source.TrailFiles.ACCOUNT;
import static io.trailhouse.source.TrailFiles.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import io.trailhouse.event.EventColumn;
import io.trailhouse.locate.Listed;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.Limits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailPartitionReaderTest {

  private static final String TIME = "2026-01-31T10:00:00Z";

  @TempDir Path folder;

  @Test
  void standsStillWhenAskedTwice() throws IOException {
    String file = trail().addLoose("a.json.gz", event("one"), event("two"));
    try (TrailPartitionReader reader = reader(DamagedInput.SKIP, file)) {
      reader.next();
      assertThat(List.of(reader.get().getString(0), reader.get().getString(0)))
          .containsExactly("one", "one");
    }
  }

  @Test
  void movesWithoutBeingAskedForTheRow() throws IOException {
    String file = trail().addLoose("a.json.gz", event("one"), event("two"));
    try (TrailPartitionReader reader = reader(DamagedInput.SKIP, file)) {
      reader.next();
      reader.next();
      assertThat(reader.get().getString(0)).isEqualTo("two");
    }
  }

  @Test
  void staysAtTheEnd() throws IOException {
    String file = trail().addLoose("a.json.gz", event("one"));
    try (TrailPartitionReader reader = reader(DamagedInput.SKIP, file)) {
      assertThat(List.of(reader.next(), reader.next(), reader.next()))
          .containsExactly(true, false, false);
    }
  }

  @Test
  void goesOnBehindAnObjectWithoutEvents() throws IOException {
    String empty = trail().addLoose("a.json.gz");
    String full = trail().addLoose("b.json.gz", event("one"));
    assertThat(names(DamagedInput.SKIP, empty, full, empty)).containsExactly("one");
  }

  @Test
  void skipsADamagedRecordAndCountsIt() throws IOException {
    String file =
        trail().addLoose("a.json.gz", event("one"), "{\"eventName\":\"timeless\"}", event("two"));
    try (TrailPartitionReader reader = reader(DamagedInput.SKIP, file)) {
      while (reader.next()) {}
      assertThat(
              Arrays.stream(reader.currentMetricsValues())
                  .filter(metric -> !metric.name().equals(TrailMetrics.JSON_BYTES))
                  .map(CustomTaskMetric::value))
          .containsExactly(1L, size(file), 3L, 1L);
    }
  }

  @Test
  void failsAtADamagedRecordWithItsPlace() {
    String file = trail().addLoose("a.json.gz", event("one"), "{\"eventName\":\"timeless\"}");
    assertThatThrownBy(() -> names(DamagedInput.FAIL, file))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageMatching(
            "Cannot read .*/a\\.json\\.gz: record 1 at byte \\d+ of JSON is damaged"
                + " \\(NO_EVENT_TIME\\): .*damaged=skip.*");
  }

  @Test
  void namesAnObjectThatIsGone() {
    assertThatThrownBy(() -> names(DamagedInput.SKIP, folder.resolve("gone.json.gz").toString()))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageMatching(
            "Cannot read .*/gone\\.json\\.gz: it was listed at the start, and is"
                + " gone now\\. .*");
  }

  @Test
  void namesTheObjectThatItCannotRead() {
    assertThatThrownBy(() -> names(DamagedInput.SKIP, "nowhere://bucket/a.json.gz"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read nowhere://bucket/a.json.gz: ");
  }

  @Test
  void countsWhatItReadSoFar() throws IOException {
    String file = trail().addLoose("a.json.gz", event("one"), event("two"));
    try (TrailPartitionReader reader = reader(DamagedInput.SKIP, file)) {
      reader.next();
      assertThat(
              Stream.of(reader.currentMetricsValues())
                  .filter(metric -> metric.name().equals(TrailMetrics.RECORDS))
                  .map(CustomTaskMetric::value))
          .containsExactly(1L);
    }
  }

  private TrailFiles trail() {
    return new TrailFiles(folder);
  }

  private static String event(String name) {
    return record(TIME, "eu-west-1", ",\"requestID\":\"" + name + "\"");
  }

  private static long size(String file) {
    return new File(file).length();
  }

  private static TrailPartitionReader reader(DamagedInput damaged, String... files) {
    List<TrailObject> objects =
        Stream.of(files).map(file -> Listed.object(file, size(file), ACCOUNT)).toList();
    return new TrailPartitionReader(
        new TrailPartition(objects),
        new Configuration(false),
        List.of(EventColumn.REQUEST_ID),
        new RecordPolicy(new Limits(1 << 20, 1 << 20, 100), damaged));
  }

  private static List<String> names(DamagedInput damaged, String... files) throws IOException {
    List<String> names = new ArrayList<>();
    try (TrailPartitionReader reader = reader(damaged, files)) {
      while (reader.next()) {
        names.add(reader.get().getString(0));
      }
    }
    return names;
  }
}
