package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.locate.TrailObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPackingTest {

  private static final long MEGABYTE = 1L << 20;

  @Test
  void packsManySmallObjectsIntoFewTasksOfEvenSize() {
    assertThat(sizes(new TaskPacking(32 * MEGABYTE, 2), Collections.nCopies(100, 1_000L)))
        .containsExactly(25, 25, 25, 25);
  }

  @Test
  void makesFewerTasksOfObjectsOnALocalDiskWhichOpenFaster() {
    List<TrailObject> local = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      local.add(TrailObject.of("file:/trail/" + i + ".json.gz", 1_000, "1"));
    }
    assertThat(new TaskPacking(32 * MEGABYTE, 2).pack(local)).hasSize(2);
  }

  @Test
  void leavesABigObjectAloneInTheFirstTask() {
    List<Long> objects = new ArrayList<>(Collections.nCopies(40, MEGABYTE));
    objects.add(100 * MEGABYTE);
    assertThat(sizes(new TaskPacking(32 * MEGABYTE, 2), objects)).startsWith(1).hasSize(6);
  }

  @Test
  void spreadsAFewObjectsOverAllThatCanRun() {
    assertThat(sizes(new TaskPacking(32 * MEGABYTE, 8), Collections.nCopies(3, 1_000L)))
        .containsExactly(1, 1, 1);
  }

  @Test
  void makesNoTaskOfNoObjects() {
    assertThat(new TaskPacking(32 * MEGABYTE, 2).pack(List.of())).isEmpty();
  }

  @Test
  void putsEveryObjectIntoOneTask() {
    List<TrailObject> objects = objects(List.of(5L, 70 * MEGABYTE, 3L, 0L, 9 * MEGABYTE));
    assertThat(new TaskPacking(4 * MEGABYTE, 2).pack(objects))
        .flatExtracting(TrailPartition::objects)
        .containsExactlyInAnyOrderElementsOf(objects);
  }

  private static List<Integer> sizes(TaskPacking packing, List<Long> objects) {
    return packing.pack(objects(objects)).stream().map(task -> task.objects().size()).toList();
  }

  private static List<TrailObject> objects(List<Long> sizes) {
    List<TrailObject> objects = new ArrayList<>();
    for (long size : sizes) {
      objects.add(TrailObject.of("s3a://bucket/trail/" + objects.size() + ".json.gz", size, "1"));
    }
    return objects;
  }
}
