package io.trailhouse.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.TrailhouseException;
import io.trailhouse.event.Micros;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file's entry in the log tells of its rows (Delta protocol, per-file statistics).
 *
 * @param rows rows in the file; -1 where the log does not say
 * @param minTime a bound below all values of the table's time column, microseconds since 1970
 * @param maxTime a bound above all values of the table's time column, microseconds since 1970
 */
record FileStats(long rows, long minTime, long maxTime) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FileStats NONE = new FileStats(-1, Long.MIN_VALUE, Long.MAX_VALUE);

  static FileStats of(@Nullable String stats, @Nullable String timeColumn) {
    if (stats == null || stats.isEmpty()) {
      return NONE;
    }
    try {
      JsonNode node = JSON.readTree(stats);
      // Statistics hold milliseconds, cut off.
      return new FileStats(
          node.path("numRecords").asLong(-1),
          micros(node.path("minValues").path(String.valueOf(timeColumn)), Long.MIN_VALUE, 0),
          micros(node.path("maxValues").path(String.valueOf(timeColumn)), Long.MAX_VALUE, 999));
    } catch (JsonProcessingException e) {
      throw new TrailhouseException("The table's log has statistics that are no JSON: " + stats, e);
    }
  }

  private static long micros(JsonNode time, long otherwise, long slack) {
    if (!time.isTextual()) {
      return otherwise;
    }
    return Micros.of(OffsetDateTime.parse(time.asText()).toInstant()) + slack;
  }

  DataFile dataFile(
      String path, Map<String, @Nullable String> partition, long bytes, long modifiedAt) {
    return new DataFile(path, partition, bytes, modifiedAt, rows, minTime, maxTime);
  }
}
