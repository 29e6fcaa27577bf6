package io.trailhouse.table;

import java.util.List;

/**
 * Files, and others that hold the same rows in another order, or by other partitions.
 *
 * @param from files that the table has
 * @param to files that no table knows yet
 */
public record Rearranged(List<DataFile> from, List<DataFile> to) {

  /** Takes copies. */
  public Rearranged {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
