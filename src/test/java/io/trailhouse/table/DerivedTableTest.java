package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import io.trailhouse.event.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition is replaced once, whatever the store says and whoever else writes. */
class DerivedTableTest {

  private static final TableLayout LAYOUT =
      new TableLayout(
          "made from/others",
          List.of(
              new TableColumn("part", ColumnType.STRING, "a partition"),
              new TableColumn("n", ColumnType.LONG, "a number")),
          List.of("part"),
          null);

  private final Configuration conf = new Configuration();

  @TempDir Path folder;
  private String uri;

  @BeforeEach
  void create() {
    conf.set("fs.mortal.impl", MortalFileSystem.class.getName());
    conf.set("fs.AbstractFileSystem.mortal.impl", MortalFileSystem.Delegate.class.getName());
    uri = MortalFileSystem.address(folder.resolve("a lake"));
    open().createIfMissing();
  }

  @AfterEach
  void letLive() {
    MortalFileSystem.meet(Fate.KIND);
  }

  @Test
  void replacesFilesWhosePathsAreEscapedInTheLog() throws IOException {
    write(open(), "a", 1);
    write(open(), "a", 2);
    assertThat(rows()).containsExactly("a 2");
  }

  @Test
  void looksWhetherACommitGotThroughWhoseAnswerIsLost() throws IOException {
    write(open(), "a", 1);
    MortalFileSystem.meet(Fate.LostAnswer.to(DerivedTableTest::commits));
    write(open(), "a", 2);
    assertThat(rows()).containsExactly("a 2");
  }

  @Test
  void leavesTheOldRowsIfItCannotCommit() throws IOException {
    write(open(), "a", 1);
    DerivedTable table = open();
    List<DataFile> files = List.of(table.write(part("a"), 1, (row, column) -> 2L));
    MortalFileSystem.meet(Fate.Death.at(1, false));
    assertThatThrownBy(() -> table.replace(part("a"), files))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith("Cannot commit to " + table.path());
    MortalFileSystem.meet(Fate.KIND);
    assertThat(rows()).containsExactly("a 1");
  }

  @Test
  void takesAwayWhatAnotherWriterPutThereMeanwhile() throws IOException {
    write(open(), "a", 1);
    meanwhile(() -> write(open(), "a", 2));
    write(open(), "a", 3);
    assertThat(rows()).containsExactly("a 3");
  }

  @Test
  void keepsWhatAnotherWriterPutElsewhereMeanwhile() throws IOException {
    write(open(), "a", 1);
    meanwhile(() -> write(open(), "b", 2));
    write(open(), "a", 3);
    assertThat(rows()).containsExactly("a 3", "b 2");
  }

  @Test
  void commitsNothingForAPartitionThatStaysEmpty() throws IOException {
    write(open(), "a", 1);
    open().replace(part("b"), List.of());
    assertThat(new DeltaTable(conf, uri, LAYOUT).snapshot().orElseThrow().getVersion())
        .isEqualTo(1);
  }

  @Test
  void tellsTheTypesOfItsColumns() {
    assertThat(open().columnTypes())
        .containsExactly(Map.entry("part", "string"), Map.entry("n", "bigint"));
  }

  /** Something else that is written just before the next commit. */
  private static void meanwhile(Write write) {
    MortalFileSystem.meet(
        Fate.Meanwhile.before(
            DerivedTableTest::commits,
            () -> {
              try {
                write.run();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }));
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  private static boolean commits(String call) {
    return call.startsWith("rename") && call.endsWith(".json");
  }

  private DerivedTable open() {
    return Lake.at(conf, uri).derived(LAYOUT);
  }

  private static Map<String, @Nullable String> part(String value) {
    return Map.of("part", value);
  }

  private static void write(DerivedTable table, String part, long n) throws IOException {
    table.replace(part(part), List.of(table.write(part(part), 1, (row, column) -> n)));
  }

  private List<String> rows() throws IOException {
    DeltaTable table = new DeltaTable(conf, uri, LAYOUT);
    List<DataFile> files = new ArrayList<>();
    table.files(table.snapshot().orElseThrow(), null, files::add);
    List<String> rows = new ArrayList<>();
    for (DataFile file : files) {
      for (Map<String, String> row : LakeContent.rows(conf, List.of(file), "n")) {
        rows.add(file.partition().get("part") + " " + row.get("n"));
      }
    }
    return rows.stream().sorted().toList();
  }
}
