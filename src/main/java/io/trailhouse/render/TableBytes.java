package io.trailhouse.render;

import java.util.List;

/** Shares a page's room among its tables. */
final class TableBytes {

  private TableBytes() {}

  /**
   * How many bytes each table may have so that all together have no more than there is room for;
   * what small tables do not need is shared among the large ones.
   */
  static int each(List<Integer> wanted, int room) {
    int left = room;
    int tables = wanted.size();
    for (int bytes : wanted.stream().sorted().toList()) {
      if ((long) bytes * tables > left) {
        return left / tables;
      }
      left -= bytes;
      tables--;
    }
    return Integer.MAX_VALUE;
  }
}
