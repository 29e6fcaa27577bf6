package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.event.EventColumn;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class LosslessTest {

  @TempDir Path folder;
  private final SparkSession spark;

  LosslessTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void rebuildsEveryRecordOfTheSample() throws IOException {
    SampleTrail.Truth truth = SampleTrail.truth();
    assertThat(rebuild(SampleTrail.COMMITTED))
        .isEqualTo(
            new Rebuilt(truth.events(), truth.brokenRecords(), truth.brokenRecords(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rebuildsEveryRecordOfATrailOfOddities(long seed) throws IOException {
    Path trail = folder.resolve("trail");
    GeneratedTrail.Truth truth =
        GeneratedTrail.of(
                GeneratedTrail.Config.of(seed, 1_500)
                    .withShares(0.05, 0.02, 0.95)
                    .withLargestObject(400))
            .writeTo(trail);
    assertThat(rebuild(trail)).isEqualTo(new Rebuilt(truth.events(), 0, 0, List.of()));
  }

  @Test
  void rebuildsRecordsOfAllKindsFromJsonLines() throws IOException {
    List<String> lines = GeneratedTrail.records(4).limit(500).toList();
    Path trail = object("lines.json", String.join("\n", lines));
    assertThat(rebuild(trail)).isEqualTo(new Rebuilt(Set.copyOf(lines).size(), 0, 0, List.of()));
  }

  @Test
  void rebuildsRecordsThatAreHardToKeep() throws IOException {
    List<String> records = OddRecords.all();
    Path trail = object("odd.json", "{\"Records\":[" + String.join(",", records) + "]}");
    assertThat(rebuild(trail)).isEqualTo(new Rebuilt(records.size(), 0, 0, List.of()));
  }

  @Test
  void rebuildsRecordsFromEnvelopes() throws IOException {
    List<String> envelopes =
        GeneratedTrail.records(5)
            .filter(record -> record.contains("\"eventVersion\""))
            .limit(100)
            .map(record -> "{\"version\":\"0\",\"detail-type\":\"x\",\"detail\":" + record + "}")
            .toList();
    Path trail = object("envelopes.json", String.join("\n", envelopes));
    assertThat(rebuild(trail))
        .isEqualTo(new Rebuilt(Set.copyOf(envelopes).size(), 0, 0, List.of()));
  }

  @Test
  @EnabledIfSystemProperty(named = "trailhouse.corpus", matches = ".+")
  void rebuildsEveryRecordOfAFolder() throws IOException {
    Path corpus = Path.of(System.getProperty("trailhouse.corpus"));
    TestLake lake = TestLake.in(spark, folder.resolve("lake"));
    IngestResult result = lake.ingest(corpus);
    Rebuilt rebuilt = rebuilt(lake, result);
    assertThat(rebuilt)
        .as("%d objects, %d records", result.objectsIngested(), result.recordsRead())
        .isEqualTo(
            new Rebuilt(
                result.rowsWritten(), rebuilt.missing(), result.recordsQuarantined(), List.of()));
    assertThat(rebuilt.missing()).isLessThanOrEqualTo(result.recordsQuarantined());
  }

  /**
   * What became of the records of a trail.
   *
   * @param rows rows of events
   * @param missing different records in the trail that no row can be turned back into
   * @param quarantined records in quarantine
   * @param changed the first rows that are turned back into something else than their record
   */
  private record Rebuilt(long rows, long missing, long quarantined, List<String> changed) {}

  private Path object(String name, String text) throws IOException {
    return Files.writeString(Files.createDirectories(folder.resolve("trail")).resolve(name), text);
  }

  private Rebuilt rebuild(Path trail) throws IOException {
    TestLake lake = TestLake.in(spark, folder.resolve("lake"));
    return rebuilt(lake, lake.ingest(trail));
  }

  private static Rebuilt rebuilt(TestLake lake, IngestResult result) throws IOException {
    Map<String, List<String>> sources = new HashMap<>();
    for (Row object : lake.read(LakeTable.FILES).select("source_file").collectAsList()) {
      String file = object.getString(0);
      sources.put(file, CanonicalJson.recordsIn(Path.of(URI.create(file.replace(" ", "%20")))));
    }
    Set<String> missing =
        sources.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toCollection(HashSet::new));
    List<String> changed = new ArrayList<>();
    long rows = 0;
    for (Row row : lake.rows(LakeTable.EVENTS)) {
      rows++;
      String file = row.getAs(EventColumn.SOURCE_FILE.columnName());
      int index = row.getAs(EventColumn.SOURCE_INDEX.columnName());
      String expected = sources.getOrDefault(file, List.of()).get(index);
      String rebuilt = CanonicalJson.of(EventRecord.of(row));
      missing.remove(rebuilt);
      if (!rebuilt.equals(expected) && changed.size() < 5) {
        changed.add(expected + " became " + rebuilt);
      }
    }
    return new Rebuilt(rows, missing.size(), result.recordsQuarantined(), changed);
  }
}
