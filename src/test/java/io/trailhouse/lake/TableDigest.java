package io.trailhouse.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.TableColumn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a table says, in whatever order its rows come.
 *
 * @param rows how many there are
 * @param columns for each column, and for whole rows, how many values are not null and the sum of
 *     the values' hashes
 */
record TableDigest(long rows, Map<String, String> columns) {

  private static final String WHOLE_ROW = "(row)";

  static Sums of(LakeTable table) {
    return new Sums(table.columns());
  }

  /** Adds row after row up. */
  static final class Sums {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<TableColumn> columns;
    private final long[] values;
    private final long[] sums;
    private final CRC32C crc = new CRC32C();
    private long rows;
    private long rowSum;

    private Sums(List<TableColumn> columns) {
      this.columns = columns;
      this.values = new long[columns.size()];
      this.sums = new long[columns.size()];
    }

    /**
     * Adds a row.
     *
     * @param row the values in the table's order: texts as they are, times as microseconds since
     *     1970, numbers with a fraction as {@link #bits}, dates as days, bytes as hex digits,
     *     resources as {@link #json}
     */
    void add(List<@Nullable String> row) {
      long rowHash = 0;
      for (int i = 0; i < columns.size(); i++) {
        String value = row.get(i);
        long hash = value == null ? 0 : hash(value);
        values[i] += value == null ? 0 : 1;
        sums[i] += hash;
        rowHash = rowHash * 31 + hash;
      }
      rows++;
      rowSum += rowHash * rowHash;
    }

    private long hash(String value) {
      crc.reset();
      crc.update(value.getBytes(UTF_8));
      return ((long) value.hashCode() << 32 | crc.getValue()) + 1;
    }

    TableDigest digest() {
      Map<String, String> digests = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        digests.put(columns.get(i).name(), "%d values, sum %x".formatted(values[i], sums[i]));
      }
      digests.put(WHOLE_ROW, "sum %x".formatted(rowSum));
      return new TableDigest(rows, digests);
    }
  }

  /** A number as its bits: engines write the same one in different ways, 9.0E-4 and 0.0009. */
  static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value));
  }

  /** Resources as JSON: a list of lists of texts and nulls. */
  static String json(List<List<@Nullable String>> resources) {
    try {
      return Sums.JSON.writeValueAsString(resources);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
