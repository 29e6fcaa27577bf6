package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of partition folders, as Hive and Spark write them. They are for people: the values of a
 * file's partition are those in the table's log.
 */
final class PartitionFolder {

  private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\\u007f{[]^";

  /** File systems refuse names of more than 255 bytes. */
  private static final int MAX_NAME_BYTES = 200;

  private PartitionFolder() {}

  static String of(Map<String, @Nullable String> partition) {
    List<String> names = new ArrayList<>();
    partition.forEach((column, value) -> names.add(column + "=" + escape(value)));
    return String.join("/", names);
  }

  private static String escape(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return NULL_VALUE;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        escaped.append("%%%02X".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString().getBytes(UTF_8).length <= MAX_NAME_BYTES
        ? escaped.toString()
        : "long-value-%08x".formatted(value.hashCode());
  }
}
