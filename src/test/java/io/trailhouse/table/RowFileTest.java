package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
