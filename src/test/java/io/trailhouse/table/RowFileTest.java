package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.event.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class RowFileTest {

  private static final Configuration CONF = new Configuration();
  private static final int DELIVERY_TIME = column(LakeTable.FILES, "delivery_time");

  @TempDir Path lake;

  @Test
  void holdsEachValueInItsColumn() throws IOException {
    LakeTable table = LakeTable.RUNS;
    List<Object> values = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      int place = values.size();
      switch (column.type()) {
        case STRING -> values.add("text " + place);
        case DATE -> values.add(place);
        case DOUBLE -> values.add((double) place);
        default -> values.add((long) place);
      }
    }
    DataFile file = write(table, 1, (row, column) -> values.get(column));
    String[] names = table.columns().stream().map(TableColumn::name).toArray(String[]::new);
    assertThat(LakeContent.rows(CONF, List.of(file), names).get(0).values())
        .containsExactlyElementsOf(values.stream().map(String::valueOf).toList());
  }

  @Test
  void holdsNulls() throws IOException {
    DataFile file =
        write(LakeTable.RUNS, 3, (row, column) -> row == 1 && column == 0 ? "run" : null);
    assertThat(LakeContent.rows(CONF, List.of(file), "run_id"))
        .containsExactly(Map.of(), Map.of("run_id", "run"), Map.of());
  }

  @Test
  void tellsItsSizeAndTheBoundsOfItsTimes() throws IOException {
    DataFile file = write(LakeTable.FILES, 3, times(5L, 3L, 4L));
    long size = Files.size(lake.resolve("files").resolve("rows.zstd.parquet"));
    assertThat(List.of(file.rows(), file.bytes(), file.minTime(), file.maxTime()))
        .containsExactly(3L, size, 3L, 5L);
  }

  @Test
  void tellsNoBoundsIfATimeIsMissing() throws IOException {
    DataFile file = write(LakeTable.FILES, 3, times(5L, null, 4L));
    assertThat(List.of(file.minTime(), file.maxTime()))
        .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void holdsDoublesAsSparkReadsThem(SparkSession spark) throws IOException {
    List<@Nullable Object> shares =
        Arrays.asList(
            0.25,
            null,
            Double.NaN,
            -0.0,
            0.0,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.MIN_VALUE,
            -Double.MAX_VALUE);
    assertThat(readBySpark(spark, ColumnType.DOUBLE, shares)).isEqualTo(shares);
  }

  @Test
  void holdsDoublesThatRepeatAsSparkReadsThem(SparkSession spark) throws IOException {
    List<@Nullable Object> shares = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      shares.add(i % 4 == 0 ? null : i % 4 == 1 ? Double.NaN : i % 4 == 2 ? -0.0 : 0.0);
    }
    assertThat(readBySpark(spark, ColumnType.DOUBLE, shares)).isEqualTo(shares);
  }

  @Test
  void holdsBooleansAsSparkReadsThem(SparkSession spark) throws IOException {
    List<@Nullable Object> truths = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      truths.add(i % 7 == 0 ? null : i % 3 == 0);
    }
    assertThat(readBySpark(spark, ColumnType.BOOLEAN, truths)).isEqualTo(truths);
  }

  /** Writes a column that bounds are kept of where its type has any. */
  private List<@Nullable Object> readBySpark(
      SparkSession spark, ColumnType type, List<@Nullable Object> values) throws IOException {
    TableLayout layout =
        new TableLayout(
            "any",
            List.of(
                new TableColumn("day", ColumnType.DATE, "a partition column"),
                new TableColumn("read_only", type, "any")),
            List.of("day"),
            null);
    Map<String, @Nullable String> partition = Map.of("day", "2026-10-01");
    String uri = lake.toUri().toString();
    DataFile file =
        RowFile.write(
            CONF, uri, layout, partition, "rows", values.size(), (row, column) -> values.get(row));
    List<@Nullable Object> read = new ArrayList<>();
    for (Row row : spark.read().parquet(file.path()).coalesce(1).collectAsList()) {
      read.add(row.get(0));
    }
    return read;
  }

  private static RowFile.Cells times(@Nullable Long... times) {
    return (row, column) -> column == DELIVERY_TIME ? times[row] : null;
  }

  private DataFile write(LakeTable table, int rows, RowFile.Cells cells) throws IOException {
    return RowFile.write(CONF, lake.toUri().toString(), table, "rows", rows, cells);
  }

  private static int column(LakeTable table, String name) {
    return table.columns().stream().map(TableColumn::name).toList().indexOf(name);
  }
}
