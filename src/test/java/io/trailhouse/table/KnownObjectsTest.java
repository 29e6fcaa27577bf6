package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownObjectsTest {

  private static final Configuration CONF = new Configuration();

  @TempDir Path lake;

  @Test
  void findsTheListedObjectsThatTheLedgerNames() throws IOException {
    DataFile ledger = ledger(List.of("s3a://b/1 v1", "s3a://b/3 v1", "s3a://b/9 v1"));
    KnownObjects listed = listed(List.of("s3a://b/1 v1", "s3a://b/2 v1", "s3a://b/3 v1"));
    assertThat(listed.in(CONF, ledger)).isEqualTo(bits(0, 2));
  }

  @Test
  void takesAnotherVersionForAnotherObject() throws IOException {
    DataFile ledger = ledger(List.of("s3a://b/1 v1"));
    assertThat(listed(List.of("s3a://b/1 v2")).in(CONF, ledger)).isEqualTo(bits());
  }

  @Test
  void findsAllOfMany() throws IOException {
    List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "s3a://b/" + i + " v").toList();
    List<String> everyOther = IntStream.range(0, 10_000).mapToObj(i -> many.get(2 * i)).toList();
    BitSet expected = new BitSet();
    IntStream.range(0, 10_000).forEach(i -> expected.set(2 * i));
    assertThat(listed(many).in(CONF, ledger(everyOther))).isEqualTo(expected);
  }

  private static KnownObjects listed(List<String> objects) {
    KnownObjects listed = new KnownObjects(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      listed.add(i, part(objects, i, 0), part(objects, i, 1));
    }
    return listed;
  }

  private DataFile ledger(List<String> objects) throws IOException {
    return RowFile.write(
        CONF,
        lake.toUri().toString(),
        LakeTable.FILES,
        "ledger",
        objects.size(),
        (row, column) -> column < 2 ? part(objects, row, column) : null);
  }

  /** The URI or the version of an object. */
  private static String part(List<String> objects, int index, int part) {
    return List.of(objects.get(index).split(" ", 2)).get(part);
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    IntStream.of(indexes).forEach(bits::set);
    return bits;
  }
}
