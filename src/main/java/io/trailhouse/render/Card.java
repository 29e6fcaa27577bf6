package io.trailhouse.render;

import java.util.List;

/**
 * The first rows of a report on the first screen.
 *
 * @param target the report's section
 * @param title what the rows tell
 * @param leaders the rows
 * @param emptyText what it says without rows
 */
record Card(String target, String title, List<Leader> leaders, String emptyText) {

  /**
   * A row.
   *
   * @param text who or what
   * @param number how much
   * @param share how much of the largest, 0 to 100
   */
  record Leader(String text, String number, long share) {}

  boolean isEmpty() {
    return leaders.isEmpty();
  }
}
