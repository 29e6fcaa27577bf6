package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.container.ContainerWriter;
import io.trailhouse.locate.Listed;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskPackingTest {

  private static final long MEGABYTE = 1L << 20;

  @TempDir Path folder;

  @Test
  void packsManySmallObjectsIntoFewTasksOfEvenSize() {
    assertThat(sizes(new TaskPacking(32 * MEGABYTE, 2), Collections.nCopies(100, 1_000L)))
        .containsExactly(25, 25, 25, 25);
  }

  @Test
  void makesFewerTasksOfObjectsOnALocalDiskWhichOpenFaster() {
    List<TrailObject> local = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      local.add(Listed.object("file:/trail/" + i + ".json.gz", 1_000, "1"));
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

  @Test
  void putsEmptyObjectsOfAnArchiveIntoOneTask() throws IOException {
    assertThat(new TaskPacking(32 * MEGABYTE, 2).pack(packed(0, 0, 0)))
        .extracting(task -> task.objects().size())
        .containsExactly(3);
  }

  @Test
  void cutsAnArchiveIntoRunsOfItsOrder() throws IOException {
    List<TrailObject> objects = packed(10, 10, 10, 10, 10, 10, 10, 10);
    assertThat(new TaskPacking(40, 2).pack(objects))
        .extracting(task -> task.objects().size())
        .containsExactly(4, 4);
  }

  /** Objects of these sizes in one archive file. */
  private List<TrailObject> packed(long... sizes) throws IOException {
    Path file = folder.resolve("x.trail.avro");
    try (ContainerWriter writer = new ContainerWriter(folder, new byte[16]);
        OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < sizes.length; i++) {
        writer.startObject("s3a://bucket/" + i + ".json", sizes[i], "v");
      }
      writer.writeTo(out);
    }
    LocateConfig config =
        new LocateConfig(List.of(file.toString()), null, null, Set.of(), Set.of(), 1);
    return new Locate(new Configuration(false), config, seen -> {}).execute().objects();
  }

  private static List<Integer> sizes(TaskPacking packing, List<Long> objects) {
    return packing.pack(objects(objects)).stream().map(task -> task.objects().size()).toList();
  }

  private static List<TrailObject> objects(List<Long> sizes) {
    List<TrailObject> objects = new ArrayList<>();
    for (long size : sizes) {
      objects.add(Listed.object("s3a://bucket/trail/" + objects.size() + ".json.gz", size, "1"));
    }
    return objects;
  }
}
