package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class LateDuplicatesTest {

  private static final Configuration CONF = new Configuration();

  private final Path lake;

  LateDuplicatesTest() throws IOException {
    this.lake = Files.createTempDirectory("late-duplicates");
  }

  /** Contents in files: each a small number, of which the id is the tens. */
  record Dealt(List<List<Integer>> committed, List<List<Integer>> fresh) {}

  @Property(tries = 60)
  void leavesEachContentOnceHoweverEventsAreDealt(@ForAll("dealt") Dealt dealt) throws IOException {
    List<DataFile> committed = write("old", dealt.committed());
    List<DataFile> fresh = write("new", dealt.fresh());
    LateDuplicates.Result result = LateDuplicates.drop(CONF, fresh, committed);
    List<String> left = versions(result.files());
    TreeSet<Integer> expected = new TreeSet<>();
    dealt.fresh().forEach(expected::addAll);
    dealt.committed().forEach(expected::removeAll);
    assertThat(left.stream().map(Integer::valueOf).sorted().toList())
        .isEqualTo(List.copyOf(expected));
  }

  @Property(tries = 60)
  void countsWhatItDropsByTheObjectItCameFrom(@ForAll("dealt") Dealt dealt) throws IOException {
    List<DataFile> fresh = write("new", dealt.fresh());
    LateDuplicates.Result result =
        LateDuplicates.drop(CONF, fresh, write("old", dealt.committed()));
    Map<String, Long> left = new TreeMap<>();
    for (Map<String, String> row : rows(result.files())) {
      left.merge(String.valueOf(row.get("source_file")), 1L, Long::sum);
    }
    Map<String, Long> accounted = new TreeMap<>(left);
    result.duplicates().forEach((file, count) -> accounted.merge(file, count, Long::sum));
    Map<String, Long> written = new TreeMap<>();
    for (Map<String, String> row : rows(fresh)) {
      written.merge(String.valueOf(row.get("source_file")), 1L, Long::sum);
    }
    assertThat(accounted).isEqualTo(written);
  }

  @Property(tries = 60)
  void correctsTheCountOfConflictsToWhatOneTaskWouldHaveCounted(@ForAll("dealt") Dealt dealt)
      throws IOException {
    LateDuplicates.Result result =
        LateDuplicates.drop(CONF, write("new", dealt.fresh()), write("old", dealt.committed()));
    long counted = result.conflicting().values().stream().mapToLong(Long::longValue).sum();
    for (List<Integer> file : dealt.fresh()) {
      counted += file.size() - file.stream().map(content -> content / 10).distinct().count();
    }
    TreeSet<Integer> contents = new TreeSet<>();
    TreeSet<Integer> identities = new TreeSet<>();
    for (List<Integer> file : dealt.committed()) {
      file.forEach(content -> identities.add(content / 10));
      contents.addAll(file);
    }
    long expected = 0;
    for (List<Integer> file : dealt.fresh()) {
      for (int content : file) {
        boolean isNew = contents.add(content);
        expected += !identities.add(content / 10) && isNew ? 1 : 0;
      }
    }
    assertThat(counted).isEqualTo(expected);
  }

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

  @Provide
  Arbitrary<Dealt> dealt() {
    Arbitrary<List<Integer>> file =
        Arbitraries.integers().between(0, 39).list().uniqueElements().ofMinSize(1).ofMaxSize(12);
    Arbitrary<List<List<Integer>>> files = file.list().ofMaxSize(3);
    return Combinators.combine(files, file.list().ofMinSize(1).ofMaxSize(4)).as(Dealt::new);
  }

  @AfterTry
  void removeFiles() throws IOException {
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<DataFile> write(String name, List<List<Integer>> files) throws IOException {
    List<DataFile> written = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String json =
          files.get(i).stream()
              .map(LateDuplicatesTest::event)
              .reduce((a, b) -> a + "," + b)
              .orElseThrow();
      written.add(EventFileWriting.write(CONF, lake, name + i, 1 << 20, json).get(0));
    }
    return written;
  }

  private static String event(int content) {
    return """
    {"eventTime":"2026-09-28T10:00:00Z","awsRegion":"eu-west-1","eventSource":"s3.amazonaws.com",\
    "eventName":"GetObject","eventID":"%d","eventVersion":"%d"}\
    """
        .formatted(content / 10, content);
  }

  private static List<String> versions(List<DataFile> files) throws IOException {
    List<String> versions = new ArrayList<>();
    for (Map<String, String> row : rows(files)) {
      versions.add(String.valueOf(row.get("event_version")));
    }
    return versions;
  }

  private static List<Map<String, String>> rows(List<DataFile> files) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (DataFile file : files) {
      LakeContent.read(CONF, file, new String[] {"event_version", "source_file"}, rows);
    }
    return rows;
  }
}
