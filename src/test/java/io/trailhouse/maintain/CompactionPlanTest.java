package io.trailhouse.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trailhouse.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompactionPlanTest {

  @Test
  void letsNoTaskHoldVeryManyFilesOpen() {
    assertThat(CompactionPlan.of(files(300, 10), 1_000).batches())
        .extracting(batch -> batch.files().size())
        .containsExactly(128, 128, 44);
  }

  @Test
  void makesOneFileOfManySmallOnes() {
    assertThat(CompactionPlan.of(files(24, 10), 1_000).batches())
        .extracting(batch -> List.of(batch.files().size(), batch.parts()))
        .containsExactly(List.of(24, 1));
  }

  @Test
  void leavesOneSmallFileAlone() {
    assertThat(CompactionPlan.of(files(1, 10), 1_000).batches()).isEmpty();
  }

  @Test
  void tellsHowManyFilesItMayNotMerge() {
    CompactionPlan plan = CompactionPlan.of(files(24, 10), 10);
    assertThat(plan.batches())
        .extracting(batch -> batch.files().size(), batch -> plan.filesLeft())
        .containsExactly(tuple(10, 14));
  }

  @Test
  void mergesFilesOfWhichTheLogDoesNotSayHowManyRowsTheyHave() {
    assertThat(CompactionPlan.of(files(2, -1), 1_000).batches())
        .extracting(batch -> List.of(batch.files().size(), batch.parts()))
        .containsExactly(List.of(2, 1));
  }

  private static List<DataFile> files(int count, long rows) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new DataFile(
                    "f" + i,
                    Map.of(
                        "event_date", "2026-10-01", "aws_region", "eu-west-1", "event_source", "s"),
                    1_000,
                    0,
                    rows,
                    i,
                    i))
        .toList();
  }
}
