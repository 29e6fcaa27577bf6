package io.trailhouse.cli;

import io.trailhouse.locate.ObjectKind;
import io.trailhouse.render.Numbers;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was seen in a trail and not read.
 *
 * @param leftAlone objects that hold no events, by kind
 * @param undated objects whose key names no day
 * @param unplaced objects whose key names no account or region
 */
record Unread(Map<ObjectKind, Long> leftAlone, long undated, long unplaced) {

  void print(PrintWriter out) {
    if (!leftAlone.isEmpty()) {
      out.println(
          "Left alone: "
              + leftAlone.entrySet().stream()
                  .map(entry -> Numbers.plain(entry.getValue()) + " " + entry.getKey().label())
                  .collect(Collectors.joining(", ")));
    }
    if (undated > 0) {
      out.println(
          "Left out: %s whose key names no day, because of --from and --to"
              .formatted(Numbers.count(undated, "object", "objects")));
    }
    if (unplaced > 0) {
      out.println(
          "Left out: %s whose key names no account or region, because of --account or --region"
              .formatted(Numbers.count(unplaced, "object", "objects")));
    }
  }
}
