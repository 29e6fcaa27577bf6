package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileCopyTest {

  private static final Configuration CONF = new Configuration();

  @TempDir Path lake;

  @Test
  void keepsEveryColumnOfTheRowsThatStay() throws IOException {
    DataFile file = write(400, 1 << 30);
    BitSet drop = every(3, file);
    DataFile copy = copy(file, drop);
    assertThat(rows(copy)).isEqualTo(without(rows(file), drop));
  }

  @Test
  void keepsThemInFilesOfSeveralRowGroups() throws IOException {
    DataFile file = write(400, 40_000);
    BitSet drop = every(3, file);
    DataFile copy = copy(file, drop);
    assertThat(List.of(rowGroups(file) > 3, rows(copy)))
        .containsExactly(true, without(rows(file), drop));
  }

  @Test
  void leavesOutARowGroupOfWhichNothingStays() throws IOException {
    DataFile file = write(400, 40_000);
    BitSet drop = new BitSet();
    drop.set(0, (int) file.rows() - 1);
    DataFile copy = copy(file, drop);
    assertThat(List.of(rowGroups(copy), rows(copy))).containsExactly(1, without(rows(file), drop));
  }

  @Test
  void isNoFileIfNothingStays() throws IOException {
    DataFile file = write(3, 1 << 20);
    BitSet drop = new BitSet();
    drop.set(0, 3);
    assertThat(EventFileCopy.without(CONF, file, drop)).isNull();
  }

  @Test
  void keepsResourcesOfAllShapes() throws IOException {
    String resources =
        """
        null|[]|[null]|[{}]|[{"ARN":null,"accountId":"1"}]|[{"ARN":"a"},{"type":"t"}]|\
        [{"ARNPrefix":"p"},{},{"ARN":"b","accountId":"2","type":"u"}]\
        """;
    List<String> events = new ArrayList<>();
    for (String shape : resources.strip().split("\\|", -1)) {
      events.add(
          """
          {"eventTime":"2026-09-28T10:00:00Z","awsRegion":"r","eventSource":"s","eventID":"%d",\
          "resources":%s}\
          """
              .formatted(events.size(), shape));
    }
    DataFile file =
        EventFileWriting.write(CONF, lake, "shapes", 1 << 20, String.join(",", events)).get(0);
    BitSet drop = new BitSet();
    drop.set(1);
    assertThat(rows(copy(file, drop))).isEqualTo(without(rows(file), drop));
  }

  /** Events of all shapes, moved into one partition. */
  private DataFile write(int events, long bufferBytes) throws IOException {
    String records =
        GeneratedTrail.records(11)
            .filter(record -> record.contains("\"eventTime\""))
            .limit(events)
            .map(
                record ->
                    record
                        .replaceAll(
                            "\"eventTime\": ?\"[^\"]*\"", "\"eventTime\":\"2026-09-28T10:00:00Z\"")
                        .replaceAll("\"awsRegion\": ?\"[^\"]*\"", "\"awsRegion\":\"eu-west-1\"")
                        .replaceAll(
                            "\"event(S|\\\\u0053)ource\": ?\"[^\"]*\"", "\"eventSource\":\"s3\""))
            .collect(Collectors.joining(","));
    List<DataFile> files = EventFileWriting.write(CONF, lake, "all", bufferBytes, records);
    return files.stream().max((a, b) -> Long.compare(a.rows(), b.rows())).orElseThrow();
  }

  private static DataFile copy(DataFile file, BitSet drop) throws IOException {
    return Objects.requireNonNull(EventFileCopy.without(CONF, file, drop));
  }

  private static BitSet every(int step, DataFile file) {
    BitSet drop = new BitSet();
    IntStream.range(0, (int) file.rows() / step).forEach(i -> drop.set(i * step));
    return drop;
  }

  private static List<String> without(List<String> rows, BitSet drop) {
    return IntStream.range(0, rows.size()).filter(i -> !drop.get(i)).mapToObj(rows::get).toList();
  }

  private static int rowGroups(DataFile file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), CONF))) {
      return reader.getRowGroups().size();
    }
  }

  /** All rows as text, read by parquet-java's record layer. */
  private static List<String> rows(DataFile file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.path()))
            .withConf(CONF)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
