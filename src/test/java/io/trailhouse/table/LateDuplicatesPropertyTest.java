package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

class LateDuplicatesPropertyTest {

  private static final Configuration CONF = new Configuration();

  private final Path lake;

  LateDuplicatesPropertyTest() throws IOException {
    this.lake = Files.createTempDirectory("late-duplicates");
  }

  /** Contents in files: each a small number, of which the id is the tens. */
  record Dealt(List<List<Integer>> committed, List<List<Integer>> fresh) {}

  @Property(tries = 25)
  void leavesEachContentOnceHoweverEventsAreDealt(@ForAll("dealt") Dealt dealt) throws IOException {
    List<DataFile> committed = write("old", dealt.committed());
    FreshEvents fresh = writeHalf("new", dealt.fresh());
    LateDuplicates.Result result = EventFileWriting.drop(CONF, fresh, committed);
    List<Integer> left =
        LakeContent.rows(CONF, result.files(), "event_version").stream()
            .map(row -> Integer.valueOf(String.valueOf(row.get("event_version"))))
            .sorted()
            .toList();
    TreeSet<Integer> expected = new TreeSet<>();
    dealt.fresh().forEach(expected::addAll);
    dealt.committed().forEach(expected::removeAll);
    assertThat(left).isEqualTo(List.copyOf(expected));
  }

  @Property(tries = 25)
  void countsWhatItDropsByTheObjectItCameFrom(@ForAll("dealt") Dealt dealt) throws IOException {
    FreshEvents fresh = writeHalf("new", dealt.fresh());
    LateDuplicates.Result result =
        EventFileWriting.drop(CONF, fresh, write("old", dealt.committed()));
    Map<String, Long> accounted = new TreeMap<>(bySourceFile(result.files()));
    result.duplicates().forEach((file, count) -> accounted.merge(file, count, Long::sum));
    Map<String, Long> read = new TreeMap<>();
    for (int i = 0; i < dealt.fresh().size(); i++) {
      read.put("new" + i, (long) dealt.fresh().get(i).size());
    }
    assertThat(accounted).isEqualTo(read);
  }

  @Property(tries = 25)
  void correctsTheCountOfConflictsToWhatOneTaskWouldHaveCounted(@ForAll("dealt") Dealt dealt)
      throws IOException {
    LateDuplicates.Result result =
        EventFileWriting.drop(
            CONF, writeHalf("new", dealt.fresh()), write("old", dealt.committed()));
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
    return EventFileWriting.dealt(CONF, lake, name, files);
  }

  private FreshEvents writeHalf(String name, List<List<Integer>> files) throws IOException {
    return EventFileWriting.dealtHalfHeld(CONF, lake, name, files);
  }

  private static Map<String, Long> bySourceFile(List<DataFile> files) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    for (Map<String, String> row : LakeContent.rows(CONF, files, "source_file")) {
      rows.merge(String.valueOf(row.get("source_file")), 1L, Long::sum);
    }
    return rows;
  }
}
