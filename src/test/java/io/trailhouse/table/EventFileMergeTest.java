package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileMergeTest {

  private static final Configuration CONF = new Configuration();

  @TempDir Path lake;

  @Test
  void hasAllRowsOfItsFilesInTheOrderOfCallerAndTime() throws IOException {
    List<DataFile> files = files();
    DataFile merged = merge(files, 0, 1);
    assertThat(rows(merged))
        .isEqualTo(
            rows(files).stream()
                .sorted(
                    Comparator.comparing(EventFileMergeTest::caller)
                        .thenComparing(row -> row.getLong("event_time", 0)))
                .map(Group::toString)
                .toList());
  }

  @Test
  void dealsThemToSeveralFilesInThatOrder() throws IOException {
    List<DataFile> files = files();
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      parts.addAll(rows(merge(files, part, 4)));
    }
    assertThat(parts).isEqualTo(rows(merge(files, 0, 1)));
  }

  @Test
  void dealsAboutAsMuchToEach() throws IOException {
    List<DataFile> files = files();
    List<Long> rows = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      rows.add(merge(files, part, 4).rows() * 4 / files.stream().mapToLong(DataFile::rows).sum());
    }
    assertThat(rows).allMatch(share -> share <= 1);
  }

  @Test
  void knowsTheTimesOfItsRows() throws IOException {
    List<DataFile> files = files();
    DataFile merged = merge(files, 0, 1);
    assertThat(List.of(merged.minTime(), merged.maxTime()))
        .containsExactly(
            files.stream().mapToLong(DataFile::minTime).min().orElseThrow(),
            files.stream().mapToLong(DataFile::maxTime).max().orElseThrow());
  }

  @Test
  void keepsResourcesOfAllShapes() throws IOException {
    String resources =
        """
        null|[]|[null]|[{}]|[{"ARN":null,"accountId":"1"}]|[{"ARN":"a"},{"type":"t"}]|\
        [{"ARNPrefix":"p"},{},{"ARN":"b","accountId":"2","type":"u"}]\
        """;
    List<DataFile> files = new ArrayList<>();
    for (String shape : resources.strip().split("\\|", -1)) {
      String event =
          """
          {"eventTime":"2026-09-28T10:00:00Z","awsRegion":"r","eventSource":"s","eventID":"%d",\
          "resources":%s}\
          """
              .formatted(files.size(), shape);
      files.addAll(
          EventFileWriting.write(CONF, lake, "shape" + files.size(), 1 << 20, event + "," + event));
    }
    assertThat(rows(merge(files, 0, 1)))
        .isEqualTo(rows(files).stream().map(Group::toString).toList());
  }

  @Test
  void isNoFileIfThereAreMoreFilesThanRows() throws IOException {
    String event = "{\"eventTime\":\"2026-09-28T10:00:00Z\",\"eventSource\":\"s\"}";
    List<DataFile> files = EventFileWriting.write(CONF, lake, "one", 1 << 20, event);
    assertThat(EventFileMerge.write(CONF, files, Partitioning.DATE_REGION_SOURCE, 1, 2)).isEmpty();
  }

  @Test
  void putsEventsOfAllSourcesIntoOneFileAndBack() throws IOException {
    List<DataFile> bySource = filesOfManySources();
    List<DataFile> together = EventFileMerge.write(CONF, bySource, Partitioning.DATE_REGION, 0, 1);
    List<DataFile> back =
        EventFileMerge.write(CONF, together, Partitioning.DATE_REGION_SOURCE, 0, 1);
    assertThat(byPartition(back))
        .isEqualTo(byPartition(mergedBySource(bySource)))
        .hasSizeGreaterThan(5);
  }

  @Test
  void tellsTheSourceOfEachEventInAFileOfAll() throws IOException {
    List<DataFile> bySource = filesOfManySources();
    Map<String, Long> expected = new TreeMap<>();
    for (DataFile file : bySource) {
      expected.merge(String.valueOf(file.partition().get("event_source")), file.rows(), Long::sum);
    }
    List<DataFile> together = EventFileMerge.write(CONF, bySource, Partitioning.DATE_REGION, 0, 1);
    Map<String, Long> found = new TreeMap<>();
    rows(together).forEach(row -> found.merge(source(row), 1L, Long::sum));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void hasTheSameRowsInEveryNumberOfShares() throws IOException {
    List<DataFile> together =
        EventFileMerge.write(CONF, filesOfManySources(), Partitioning.DATE_REGION, 0, 1);
    List<DataFile> shares = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      shares.addAll(EventFileMerge.write(CONF, together, Partitioning.DATE_REGION_SOURCE, part, 5));
    }
    assertThat(byPartition(shares))
        .isEqualTo(
            byPartition(
                EventFileMerge.write(CONF, together, Partitioning.DATE_REGION_SOURCE, 0, 1)));
  }

  /** Files of one day and region, some by source and one of all sources; some have none. */
  private List<DataFile> filesOfManySources() throws IOException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String source = i % 9 == 0 ? "" : "\"eventSource\":\"s%d\",".formatted(i % 9);
      events.add(
          "{\"eventTime\":\"2026-09-28T10:00:%02dZ\",\"awsRegion\":\"r\",%s\"eventID\":\"%d\"}"
              .formatted(i * 7 % 60, source, i));
    }
    return EventFileWriting.write(CONF, lake, "sources", 20_000, String.join(",", events));
  }

  /** The files that each partition's own files become. */
  private static List<DataFile> mergedBySource(List<DataFile> files) throws IOException {
    List<DataFile> merged = new ArrayList<>();
    for (DataFile file : files) {
      merged.addAll(
          EventFileMerge.write(CONF, List.of(file), Partitioning.DATE_REGION_SOURCE, 0, 1));
    }
    return merged;
  }

  private static Map<String, List<String>> byPartition(List<DataFile> files) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (DataFile file : files) {
      rows.computeIfAbsent(file.partition().toString(), key -> new ArrayList<>())
          .addAll(rows(file));
    }
    return rows;
  }

  private static String source(Group row) {
    return row.getFieldRepetitionCount("event_source") == 0
        ? "null"
        : row.getString("event_source", 0);
  }

  /** Files of one partition, of one and of several row groups, with events of all shapes. */
  private List<DataFile> files() throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      files.addAll(
          EventFileWriting.write(
              CONF, lake, "file" + file, file == 1 ? 40_000 : 1 << 30, records(file)));
    }
    return files.stream()
        .filter(file -> file.partition().equals(files.get(0).partition()))
        .toList();
  }

  private static String records(int seed) {
    return GeneratedTrail.records(11 + seed)
        .filter(record -> record.contains("\"eventTime\""))
        .limit(300)
        .map(
            record ->
                record
                    .replaceAll(
                        "\"eventTime\": ?\"[^\"]*T[^\"]*:", "\"eventTime\":\"2026-09-28T10:00:")
                    .replaceAll("\"awsRegion\": ?\"[^\"]*\"", "\"awsRegion\":\"eu-west-1\"")
                    .replaceAll(
                        "\"event(S|\\\\u0053)ource\": ?\"[^\"]*\"", "\"eventSource\":\"s3\""))
        .collect(Collectors.joining(","));
  }

  private static DataFile merge(List<DataFile> files, int part, int parts) throws IOException {
    return EventFileMerge.write(CONF, files, Partitioning.DATE_REGION_SOURCE, part, parts).get(0);
  }

  private static String caller(Group row) {
    return row.getFieldRepetitionCount("caller") == 0 ? "" : row.getString("caller", 0);
  }

  private static List<String> rows(DataFile file) throws IOException {
    return rows(List.of(file)).stream().map(Group::toString).toList();
  }

  /** All rows of files, read by parquet-java's record layer. */
  private static List<Group> rows(List<DataFile> files) throws IOException {
    List<Group> rows = new ArrayList<>();
    for (DataFile file : files) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.path()))
              .withConf(CONF)
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
