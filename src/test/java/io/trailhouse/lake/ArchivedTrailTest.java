package io.trailhouse.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.archive.Archive;
import io.trailhouse.archive.ArchiveConfig;
import io.trailhouse.archive.ArchiveResult;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.table.EmptyLake;
import io.trailhouse.table.LakeTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads an archive reads the trail. */
@SparkTest
class ArchivedTrailTest {

  /** Ids of aggregated events stand deeper; the truncated object has no rows for its records. */
  private static final String COMPARABLE =
      "source_file NOT LIKE '%CloudTrail-Aggregated%' AND source_file NOT LIKE '%T0107Z%'";

  private static final Set<String> OF_THE_RUN = Set.of("run_id", "ingested_at", "quarantined_at");

  private static final String EVENT =
      """
      {"eventVersion":"1.08","eventTime":"2026-09-28T10:00:0%1$dZ","awsRegion":"eu-west-1",\
      "eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"e%1$d"}\
      """;

  private static final String AROUND =
      "{\"a\":[1], \"Records\" :[ %s ,\n%s ], \"b\":2}\n\n"
          .formatted(EVENT.formatted(8), EVENT.formatted(9));

  private final SparkSession spark;

  @TempDir Path folder;

  ArchivedTrailTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void givesTheSameLakeAsTheSample() throws IOException {
    archive(SampleTrail.COMMITTED);
    assertThat(rowsOf(ingested("archive"))).isEqualTo(rowsOf(ingested(SampleTrail.COMMITTED)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void givesTheSameLakeAsAnyTrail(long seed) throws IOException {
    Path trail = folder.resolve("trail");
    GeneratedTrail.of(
            GeneratedTrail.Config.of(seed, 400)
                .withPlaces(2, 2)
                .withShares(0.2, 0.1, 0.3)
                .withLargestObject(12))
        .writeTo(trail);
    archive(trail);
    assertThat(rowsOf(ingested("archive"))).isEqualTo(rowsOf(ingested(trail)));
  }

  @Test
  void givesTheSameLakeAsATrailOfDamagedFiles() throws IOException {
    archive(damaged());
    assertThat(rowsOf(ingested("archive"))).isEqualTo(rowsOf(ingested(damaged())));
  }

  @Test
  void givesTheSameLakeAsAnArchiveThatItIsMadeOf() throws IOException {
    archive(damaged());
    archive(folder.resolve("archive"), folder.resolve("again"));
    assertThat(rowsOf(ingested("again"))).isEqualTo(rowsOf(ingested(damaged())));
  }

  @Test
  void givesTheSameDaysAsTheSample() throws IOException {
    archive(SampleTrail.COMMITTED);
    assertThat(listing(folder.resolve("archive"))).isEqualTo(listing(SampleTrail.COMMITTED));
  }

  @Test
  void hasNothingNewForALakeThatHasTheTrail() throws IOException {
    archive(SampleTrail.COMMITTED);
    TestLake lake = ingested(SampleTrail.COMMITTED);
    assertThat(lake.ingest(folder.resolve("archive")))
        .returns(null, IngestResult::runId)
        .matches(result -> result.objectsKnown() > 100 && result.objectsNew() == 0);
  }

  @Test
  void leavesNothingNewInTheTrail() throws IOException {
    archive(SampleTrail.COMMITTED);
    TestLake lake = ingested("archive");
    assertThat(lake.ingest(SampleTrail.COMMITTED))
        .returns(null, IngestResult::runId)
        .matches(result -> result.objectsKnown() > 100 && result.objectsNew() == 0);
  }

  @Test
  void isNoSecondDeliveryBesideTheTrail() throws IOException {
    archive(SampleTrail.COMMITTED);
    TestLake both = lake("both");
    both.ingest(SampleTrail.COMMITTED, folder.resolve("archive"));
    assertThat(rowsOf(both)).isEqualTo(rowsOf(ingested(SampleTrail.COMMITTED)));
  }

  @Test
  void keepsBothVersionsOfAnObjectThatWasWrittenAgain() throws IOException {
    Path trail = folder.resolve("trail");
    write(trail.resolve("a.json"), records(1, 2).getBytes(UTF_8));
    archive(trail);
    write(trail.resolve("a.json"), records(2, 3, 4).getBytes(UTF_8));
    archive(trail);
    TestLake lake = lake("lake");
    IngestResult result = lake.ingest(folder.resolve("archive"), trail);
    assertThat(List.of(result.objectsIngested(), result.rowsWritten(), result.duplicates()))
        .containsExactly(2L, 4L, 1L);
  }

  @Test
  void isReadByTheDataSource() throws IOException {
    archive(SampleTrail.COMMITTED);
    String[] columns = {"source_file", "source_index", "event_id", "event_time", "user_agent"};
    assertThat(rows(cloudtrail(folder.resolve("archive")).selectExpr(columns)))
        .isEqualTo(rows(cloudtrail(SampleTrail.COMMITTED).selectExpr(columns)));
  }

  @Test
  void holdsEachRecordInARowThatSparkReads() throws IOException {
    archive(SampleTrail.COMMITTED);
    Dataset<Row> archived = spark.read().format("avro").load(folder.resolve("archive").toString());
    assertThat(
            rows(
                archived
                    .where("record IS NOT NULL")
                    .selectExpr(
                        "object_key AS source_file",
                        "record_index AS source_index",
                        "get_json_object(CAST(record AS STRING), '$.eventID') AS event_id")
                    .where(COMPARABLE)))
        .isEqualTo(
            rows(
                cloudtrail(SampleTrail.COMMITTED)
                    .where(COMPARABLE)
                    .select("source_file", "source_index", "event_id")));
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private Dataset<Row> cloudtrail(Path trail) {
    return spark.read().format("cloudtrail").load(trail.toString());
  }

  private static Map<String, List<String>> rowsOf(TestLake lake) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (LakeTable table : List.of(LakeTable.EVENTS, LakeTable.FILES, LakeTable.QUARANTINE)) {
      List<String> found = new ArrayList<>();
      KernelReads.read(lake, table, row -> found.add(text(table, row)));
      rows.put(table.directory(), found.stream().sorted().toList());
    }
    return rows;
  }

  private static String text(LakeTable table, List<@Nullable String> row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String column = table.columns().get(i).name();
      text.append(OF_THE_RUN.contains(column) ? "" : column + "=" + row.get(i) + " ");
    }
    return text.toString();
  }

  private ArchiveResult archive(Path trail) {
    return archive(trail, folder.resolve("archive"));
  }

  private ArchiveResult archive(Path trail, Path out) {
    LocateConfig locate =
        new LocateConfig(List.of(trail.toString()), null, null, Set.of(), Set.of(), 2);
    return new Archive(spark, new ArchiveConfig(locate, out.toString()), IngestProgress.NONE)
        .execute();
  }

  private TestLake ingested(String name) throws IOException {
    return ingested(folder.resolve(name));
  }

  private TestLake ingested(Path trail) throws IOException {
    TestLake lake = lake("lake-of-" + trail.getFileName());
    lake.ingest(trail);
    return lake;
  }

  private TestLake lake(String name) throws IOException {
    TestLake lake = TestLake.in(spark, folder.resolve(name));
    EmptyLake.create(lake.conf(), lake.folder().toString());
    return lake;
  }

  /** What ingest would read of a day, two regions and an account. */
  private List<TrailObject> listing(Path trail) {
    LocateConfig wanted =
        new LocateConfig(
            List.of(trail.toString()),
            LocalDate.parse("2026-09-29"),
            LocalDate.parse("2026-09-30"),
            Set.of("111122223333"),
            Set.of("us-east-1", "eu-west-1"),
            2);
    return new Locate(spark.sessionState().newHadoopConf(), wanted, found -> {})
        .execute()
        .objects();
  }

  /** Everything that can be wrong with an object, and some that only look so. */
  private Path damaged() throws IOException {
    Path trail = folder.resolve("damaged");
    if (Files.exists(trail)) {
      return trail;
    }
    byte[] sound = records(1, 2, 3).getBytes(UTF_8);
    byte[] gzip = gzip(sound);
    byte[] broken = records(1, 2, 3).replace("\"e2\"", "e2").getBytes(UTF_8);
    Map<String, byte[]> objects =
        Map.ofEntries(
            Map.entry("sound.json.gz", gzip),
            Map.entry("truncated.json.gz", Arrays.copyOf(gzip, gzip.length - 20)),
            Map.entry("checksum.json.gz", with(gzip, gzip.length - 8)),
            Map.entry("flipped.json.gz", with(gzip, gzip.length / 2)),
            Map.entry("garbage-behind.json.gz", joined(gzip, "garbage".getBytes(UTF_8))),
            Map.entry("members.json.gz", joined(gzip, gzip(records(4, 5).getBytes(UTF_8)))),
            Map.entry("twice.json.gz", gzip(gzip)),
            Map.entry("nothing.json.gz", new byte[0]),
            Map.entry("nothing-inside.json.gz", gzip(new byte[0])),
            Map.entry("bomb.json.gz", gzip(bomb())),
            Map.entry("big.json", joined(new byte[17 << 20], sound)),
            Map.entry("text.json", "no JSON at all".getBytes(UTF_8)),
            Map.entry("broken.json.gz", gzip(broken)),
            Map.entry("cut.json", Arrays.copyOf(sound, sound.length - 30)),
            Map.entry("mark.json", joined(new byte[] {-17, -69, -65}, sound)),
            Map.entry("no-utf-8.json", joined(sound, new byte[] {'\n', -1, -2})),
            Map.entry(
                "lines.jsonl",
                (EVENT.formatted(6) + " \r\n\n" + EVENT.formatted(7) + "\n \t").getBytes(UTF_8)),
            Map.entry("around.json", AROUND.getBytes(UTF_8)));
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      write(trail.resolve(object.getKey()), object.getValue());
    }
    return trail;
  }

  private static byte[] bomb() {
    byte[] bomb = new byte[70 << 20];
    Arrays.fill(bomb, (byte) ' ');
    byte[] end = records(1).getBytes(UTF_8);
    System.arraycopy(end, 0, bomb, bomb.length - end.length, end.length);
    return bomb;
  }

  private static String records(int... ids) {
    return Arrays.stream(ids)
        .mapToObj(EVENT::formatted)
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private static byte[] with(byte[] bytes, int flippedAt) {
    byte[] flipped = bytes.clone();
    flipped[flippedAt] ^= 0x55;
    return flipped;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(bytes);
    }
    return gzip.toByteArray();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
