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
    assertThat(drop(fresh, write("old", List.of(List.of(4)))).files())
        .containsExactlyInAnyOrderElementsOf(fresh);
  }

  @Test
  void canBeTriedAgain() throws IOException {
    List<DataFile> fresh = write("new", List.of(List.of(1, 2)));
    List<DataFile> committed = write("old", List.of(List.of(1)));
    drop(fresh, committed);
    assertThat(versions(drop(fresh, committed).files())).containsExactly("2");
  }

  @Test
  void tellsTheSizeRowsAndTimesOfACopy() throws IOException {
    List<DataFile> fresh = write("new", List.of(List.of(1, 2, 3)));
    DataFile copy = drop(fresh, write("old", List.of(List.of(1)))).files().get(0);
    Path file = Path.of(URI.create(copy.path()).getPath());
    assertThat(List.of(copy.rows(), copy.bytes(), copy.partition(), copy.minTime(), copy.maxTime()))
        .containsExactly(
            2L,
            Files.size(file),
            fresh.get(0).partition(),
            fresh.get(0).minTime(),
            fresh.get(0).maxTime());
  }

  @Test
  void makesOneFileOfWhatTasksHeldBack() throws IOException {
    FreshEvents fresh =
        EventFileWriting.dealtHalfHeld(
            CONF, lake, "new", List.of(List.of(1), List.of(2, 3), List.of(4), List.of(5)));
    LateDuplicates.Result result = EventFileWriting.drop(CONF, fresh, List.of());
    assertThat(result.files()).extracting(DataFile::rows).containsExactlyInAnyOrder(1L, 1L, 3L);
  }

  @Test
  void makesNoFileIfAllThatWasHeldBackIsTwice() throws IOException {
    FreshEvents fresh =
        EventFileWriting.dealtHalfHeld(CONF, lake, "new", List.of(List.of(1, 2), List.of(2, 1)));
    assertThat(EventFileWriting.drop(CONF, fresh, List.of()).files()).isEqualTo(fresh.files());
  }

  private static LateDuplicates.Result drop(List<DataFile> fresh, List<DataFile> committed)
      throws IOException {
    return EventFileWriting.drop(CONF, new FreshEvents(fresh, List.of()), committed);
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
