package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.FlatEvent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a partition is found by: day, region and, if it is wanted, event source. */
final class PartitionKey {
  private final boolean hasSource;
  private int day;
  private byte @Nullable [] region;
  private byte @Nullable [] source;
  private int regionStart;
  private int regionEnd;
  private int sourceStart;
  private int sourceEnd;
  private int hash;

  PartitionKey(Partitioning partitioning) {
    this(!partitioning.isInFiles(EventColumn.EVENT_SOURCE));
  }

  private PartitionKey(boolean hasSource) {
    this.hasSource = hasSource;
  }

  void set(FlatEvent event) {
    day = (int) event.number(EventColumn.EVENT_DATE);
    region = null;
    source = null;
    regionStart = 0;
    regionEnd = 0;
    sourceStart = 0;
    sourceEnd = 0;
    if (!event.isNull(EventColumn.AWS_REGION)) {
      region = event.array(EventColumn.AWS_REGION);
      regionStart = event.start(EventColumn.AWS_REGION);
      regionEnd = regionStart + event.length(EventColumn.AWS_REGION);
    }
    if (hasSource && !event.isNull(EventColumn.EVENT_SOURCE)) {
      source = event.array(EventColumn.EVENT_SOURCE);
      sourceStart = event.start(EventColumn.EVENT_SOURCE);
      sourceEnd = sourceStart + event.length(EventColumn.EVENT_SOURCE);
    }
    hash =
        31 * (31 * day + hash(region, regionStart, regionEnd))
            + hash(source, sourceStart, sourceEnd);
  }

  private static int hash(byte @Nullable [] bytes, int start, int end) {
    return bytes == null ? 0 : (int) SeenEvents.mix(1, bytes, start, end - start);
  }

  PartitionKey copy() {
    PartitionKey copy = new PartitionKey(hasSource);
    copy.day = day;
    copy.region = slice(region, regionStart, regionEnd);
    copy.regionEnd = regionEnd - regionStart;
    copy.source = slice(source, sourceStart, sourceEnd);
    copy.sourceEnd = sourceEnd - sourceStart;
    copy.hash = hash;
    return copy;
  }

  private static byte @Nullable [] slice(byte @Nullable [] bytes, int start, int end) {
    return bytes == null ? null : Arrays.copyOfRange(bytes, start, end);
  }

  Map<String, @Nullable String> values() {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    values.put(EventColumn.EVENT_DATE.columnName(), LocalDate.ofEpochDay(day).toString());
    values.put(EventColumn.AWS_REGION.columnName(), text(region, regionStart, regionEnd));
    if (hasSource) {
      values.put(EventColumn.EVENT_SOURCE.columnName(), text(source, sourceStart, sourceEnd));
    }
    return values;
  }

  private static @Nullable String text(byte @Nullable [] bytes, int start, int end) {
    return bytes == null ? null : new String(bytes, start, end - start, UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartitionKey key
        && day == key.day
        && same(region, regionStart, regionEnd, key.region, key.regionStart, key.regionEnd)
        && same(source, sourceStart, sourceEnd, key.source, key.sourceStart, key.sourceEnd);
  }

  private static boolean same(
      byte @Nullable [] a, int aStart, int aEnd, byte @Nullable [] b, int bStart, int bEnd) {
    return (a == null || b == null) ? a == b : Arrays.equals(a, aStart, aEnd, b, bStart, bEnd);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
