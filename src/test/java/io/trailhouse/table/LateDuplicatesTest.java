package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateDuplicatesTest {

  private static final Configuration CONF = new Configuration();

  @TempDir Path lake;

  @Test
  void leavesFilesAloneInWhichNothingIsTwice() throws IOException {
    List<DataFile> fresh = write("new", List.of(List.of(1, 2), List.of(3)));
    assertThat(LateDuplicates.drop(CONF, fresh, write("old", List.of(List.of(4)))).files())
        .containsExactlyInAnyOrderElementsOf(fresh);
  }

  @Test
  void canBeTriedAgain() throws IOException {
    List<DataFile> fresh = write("new", List.of(List.of(1, 2)));
    List<DataFile> committed = write("old", List.of(List.of(1)));
    LateDuplicates.drop(CONF, fresh, committed);
    assertThat(versions(LateDuplicates.drop(CONF, fresh, committed).files())).containsExactly("2");
  }

  @Test
  void tellsTheSizeRowsAndTimesOfACopy() throws IOException {
    List<DataFile> fresh = write("new", List.of(List.of(1, 2, 3)));
    DataFile copy =
        LateDuplicates.drop(CONF, fresh, write("old", List.of(List.of(1)))).files().get(0);
    Path file = Path.of(URI.create(copy.path()).getPath());
    assertThat(List.of(copy.rows(), copy.bytes(), copy.partition(), copy.minTime(), copy.maxTime()))
        .containsExactly(
            2L,
            Files.size(file),
            fresh.get(0).partition(),
            fresh.get(0).minTime(),
            fresh.get(0).maxTime());
  }

  private List<DataFile> write(String name, List<List<Integer>> files) throws IOException {
    return EventFileWriting.dealt(CONF, lake, name, files);
  }

  private static List<String> versions(List<DataFile> files) throws IOException {
    return LakeContent.rows(CONF, files, "event_version").stream()
        .map(row -> String.valueOf(row.get("event_version")))
        .toList();
  }
}
