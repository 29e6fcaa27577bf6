package io.trailhouse.render;

/**
 * A number on the first screen.
 *
 * @param label what it counts
 * @param value the number
 * @param note what to know beside it
 * @param tone how much it matters, as a class of the style sheet
 * @param target the section that it leads to; empty for none
 */
record Tile(String label, String value, String note, String tone, String target) {

  boolean isLinked() {
    return !target.isEmpty();
  }
}
