package io.trailhouse.table;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of one partition, and files that hold the same rows in another order.
 *
 * @param from files that the table has
 * @param to files that no table knows yet
 */
public record Rearranged(List<DataFile> from, List<DataFile> to) implements Serializable {

  /** Takes copies. */
  public Rearranged {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  Map<String, @Nullable String> partition() {
    return from.get(0).partition();
  }
}
