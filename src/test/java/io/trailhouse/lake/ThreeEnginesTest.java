package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.event.EventColumn;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark's Delta, Delta Kernel and DuckDB find the same rows in a lake. */
@SparkTest
class ThreeEnginesTest {

  private static final int WIDE_ROWS = 22_500;
  private static final List<String> OLD_TIMES =
      List.of(
          "0001-01-01T00:00:00Z",
          "1500-02-28T23:59:59Z",
          "1582-10-10T10:10:10Z",
          "1899-12-31T23:59:59.999999Z",
          "1969-12-31T23:59:59.000001Z",
          "1970-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999Z");

  /**
   * A day of partitions that Kernel's reader, which goes by the calendar of {@link java.sql.Date},
   * takes for another.
   */
  private static final String NO_DAY_TO_KERNEL = "1582-10-10";

  @TempDir Path folder;
  private final SparkSession spark;

  ThreeEnginesTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void agreeOnAllTablesOfTheSample() throws IOException, SQLException {
    TestLake lake = lake();
    lake.ingest(SampleTrail.COMMITTED);
    for (LakeTable table : LakeTable.ingested()) {
      assertAgree(lake, table);
    }
  }

  @Test
  void agreeOnATrailReadInTwoRuns() throws IOException, SQLException {
    Path trail = folder.resolve("trail");
    GeneratedTrail.of(
            GeneratedTrail.Config.of(7, 600)
                .withDays(LocalDate.of(2026, 10, 1), 2)
                .withPlaces(1, 2)
                .withShares(0.4, 0.1, 0.1))
        .writeTo(trail);
    TestLake lake = lake();
    lake.ingest(trail.resolve("AWSLogs"));
    lake.ingest(trail);
    assertAgree(lake, LakeTable.EVENTS);
  }

  @Test
  void agreeOnRecordsThatAreHardToKeep() throws IOException, SQLException {
    TestLake lake = lake();
    lake.ingest(records(OddRecords.all()));
    assertAgree(lake, LakeTable.EVENTS);
  }

  @Test
  void agreeOnColumnsOfSeveralPages() throws IOException, SQLException {
    TestLake lake = lake();
    List<DataFile> files = EventCommit.of(lake, wide(), 1L << 30);
    assertThat(pages(lake, files, EventColumn.READ_ONLY)).containsExactly(List.of(2));
    assertAgree(lake, LakeTable.EVENTS);
    assertIsWide(lake);
  }

  @Test
  void agreeOnFilesOfSeveralRowGroups() throws IOException, SQLException {
    TestLake lake = lake();
    List<DataFile> files = EventCommit.of(lake, wide(), 4L << 20);
    assertThat(pages(lake, files, EventColumn.READ_ONLY).get(0)).hasSizeGreaterThan(3);
    assertAgree(lake, LakeTable.EVENTS);
    assertIsWide(lake);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata"})
  void readOldTimesAsTheyWereWritten(String zone) throws IOException {
    TestLake lake = lake();
    lake.ingest(records(OLD_TIMES.stream().map(ThreeEnginesTest::record).toList()));
    lake.spark().conf().set("spark.sql.session.timeZone", zone);
    assertThat(lake.read(LakeTable.EVENTS).orderBy("event_time").collectAsList())
        .extracting(
            row -> row.<Instant>getAs("event_time"), row -> row.<LocalDate>getAs("event_date"))
        .containsExactlyElementsOf(
            OLD_TIMES.stream()
                .map(time -> org.assertj.core.groups.Tuple.tuple(Instant.parse(time), day(time)))
                .toList());
  }

  @Test
  void areNotGivenTimesThatNotAllOfThemKnow() throws IOException {
    TestLake lake = lake();
    List<String> times = List.of("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00");
    lake.ingest(records(times.stream().map(ThreeEnginesTest::record).toList()));
    assertThat(lake.read(LakeTable.QUARANTINE).select("reason").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("NO_EVENT_TIME", "NO_EVENT_TIME");
  }

  @Test
  void findOldTimesByWhatTheLogSaysOfTheFiles() throws IOException {
    TestLake lake = lake();
    lake.ingest(records(OLD_TIMES.stream().map(ThreeEnginesTest::record).toList()));
    List<String> found = new ArrayList<>();
    for (String time : OLD_TIMES) {
      lake.read(LakeTable.EVENTS)
          .where(
              "event_time = TIMESTAMP '%s' AND event_date = DATE '%s'".formatted(time, day(time)))
          .collectAsList()
          .forEach(row -> found.add(row.<Instant>getAs("event_time").toString()));
    }
    assertThat(found).isEqualTo(OLD_TIMES);
  }

  @Test
  void agreeOnOldTimesAfterAnotherRun() throws IOException, SQLException {
    TestLake lake = lake();
    List<String> records =
        OLD_TIMES.stream()
            .filter(time -> !time.startsWith(NO_DAY_TO_KERNEL))
            .map(ThreeEnginesTest::record)
            .toList();
    lake.ingest(records(records));
    Path more =
        Files.writeString(
            folder.resolve("more.json"), "{\"Records\":[" + String.join(",", records) + "]}");
    IngestResult second = lake.ingest(more);
    assertThat(second.duplicates()).isEqualTo(records.size());
    assertAgree(lake, LakeTable.EVENTS);
  }

  @Test
  void readTheSameWithSparksOtherParquetReader() throws IOException {
    TestLake lake = lake();
    EventCommit.of(lake, wide().limit(3_000), 1L << 20);
    TableDigest vectorized = SparkReads.digest(lake, LakeTable.EVENTS);
    lake.spark().conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    assertThat(SparkReads.digest(lake, LakeTable.EVENTS)).isEqualTo(vectorized);
  }

  private TestLake lake() {
    return TestLake.in(spark, folder.resolve("lake"));
  }

  static void assertAgree(TestLake lake, LakeTable table) throws IOException, SQLException {
    TableDigest found = SparkReads.digest(lake, table);
    assertThat(KernelReads.digest(lake, table)).as("Delta Kernel, " + table).isEqualTo(found);
    assertThat(DuckReads.digest(lake, table)).as("DuckDB, " + table).isEqualTo(found);
  }

  private static java.util.stream.Stream<String> wide() {
    return IntStream.range(0, WIDE_ROWS).mapToObj(WideRecords::record);
  }

  private static void assertIsWide(TestLake lake) {
    for (Row row : lake.rows(LakeTable.EVENTS)) {
      String expected = WideRecords.record(row.<Integer>getAs("source_index"));
      assertThat(CanonicalJson.of(EventRecord.of(row))).isEqualTo(CanonicalJson.of(expected));
    }
  }

  private Path records(List<String> records) throws IOException {
    Path object = Files.createDirectories(folder.resolve("trail")).resolve("records.json");
    return Files.writeString(object, "{\"Records\":[" + String.join(",", records) + "]}");
  }

  private static String record(String time) {
    return "{\"eventTime\":\"%s\",\"awsRegion\":\"eu-west-1\",\"eventSource\":\"s3\"}"
        .formatted(time);
  }

  private static LocalDate day(String time) {
    return LocalDate.parse(time.substring(0, 10));
  }

  /** How many pages a column has in each row group of each file. */
  private static List<List<Integer>> pages(TestLake lake, List<DataFile> files, EventColumn column)
      throws IOException {
    List<List<Integer>> pages = new ArrayList<>();
    for (DataFile file : files) {
      List<Integer> groups = new ArrayList<>();
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), lake.conf()),
              ParquetReadOptions.builder().build())) {
        for (PageReadStore group = reader.readNextRowGroup();
            group != null;
            group = reader.readNextRowGroup()) {
          PageReader pageReader =
              group.getPageReader(
                  reader
                      .getFooter()
                      .getFileMetaData()
                      .getSchema()
                      .getColumnDescription(new String[] {column.columnName()}));
          int count = 0;
          while (pageReader.readPage() != null) {
            count++;
          }
          groups.add(count);
        }
      }
      pages.add(groups);
    }
    return pages;
  }
}
