package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import io.trailhouse.sample.GeneratedTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What a reader learned about records before makes no difference to those that follow. */
class ReaderMemoryTest {

  private static final Set<EventColumn> ALL = EnumSet.allOf(EventColumn.class);

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void readsEachRecordAsIfItWereTheOnlyOne(@ForAll long seed) throws IOException {
    List<String> records = new ArrayList<>(records(seed));
    records.addAll(records(seed));
    Collections.shuffle(records, new Random(seed));
    List<Map<EventColumn, Object>> alone = new ArrayList<>();
    for (String record : records) {
      alone.addAll(read(new ReaderMemory(ALL, Limits.DEFAULT, HashKey.PUBLIC), record));
    }
    ReaderMemory shared = new ReaderMemory(ALL, Limits.DEFAULT, HashKey.PUBLIC);
    List<Map<EventColumn, Object>> together = new ArrayList<>();
    int half = records.size() / 2;
    together.addAll(read(shared, String.join(",", records.subList(0, half))));
    together.addAll(read(shared, String.join(",", records.subList(half, records.size()))));
    assertThat(together).isEqualTo(alone);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void readsSomeColumnsAsItReadsAll(@ForAll long seed, @ForAll Set<EventColumn> wanted)
      throws IOException {
    String records = String.join(",", records(seed));
    wanted.removeAll(EnumSet.of(EventColumn.SOURCE_FILE, EventColumn.RUN_ID));
    List<Map<EventColumn, Object>> some =
        read(new ReaderMemory(wanted, Limits.DEFAULT, HashKey.PUBLIC), records);
    List<Map<EventColumn, Object>> all =
        read(new ReaderMemory(ALL, Limits.DEFAULT, HashKey.PUBLIC), records);
    some.forEach(event -> event.keySet().retainAll(wanted));
    all.forEach(event -> event.keySet().retainAll(wanted));
    assertThat(some).isEqualTo(all);
  }

  @Test
  void resolvesCallersAlikeWhereNoOtherColumnIsAskedFor() throws IOException {
    String record =
        "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-10-01T00:00:00Z\","
            + "\"userIdentity\":{\"type\":\"IAMUser\",\"accessKeyId\":\"ASIAEXAMPLE\"},"
            + "\"sessionCredentialFromConsole\":\"true\"}";
    Set<EventColumn> wanted = EnumSet.of(EventColumn.CREDENTIAL_KIND);
    assertThat(read(new ReaderMemory(wanted, Limits.DEFAULT, HashKey.PUBLIC), record))
        .extracting(event -> event.get(EventColumn.CREDENTIAL_KIND))
        .containsExactly("console");
  }

  private static List<String> records(long seed) {
    return Stream.concat(
            GeneratedTrail.records(seed).limit(25),
            Stream.iterate(seed, next -> next + 1).limit(10).map(RandomRecord::of))
        .toList();
  }

  /** The events of an array, without their places. */
  private static List<Map<EventColumn, Object>> read(ReaderMemory memory, String records)
      throws IOException {
    List<Map<EventColumn, Object>> events = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(("[" + records + "]").getBytes(UTF_8));
    try (TrailReader reader = new TrailReader(in, memory, "111122223333", damage -> {})) {
      while (reader.next()) {
        Map<EventColumn, Object> values = new EnumMap<>(EventColumn.class);
        values.putAll(FlatRow.copyOf(reader.event()).values());
        values.remove(EventColumn.SOURCE_INDEX);
        events.add(values);
      }
    }
    return events;
  }
}
