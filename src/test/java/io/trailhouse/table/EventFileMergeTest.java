package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    assertThat(EventFileMerge.write(CONF, files, 1, 2)).isNull();
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
    return Objects.requireNonNull(EventFileMerge.write(CONF, files, part, parts));
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
