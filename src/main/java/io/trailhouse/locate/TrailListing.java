package io.trailhouse.locate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param objects the trail objects asked for, in the order of their paths, each version once
 * @param alsoPacked objects that an archive's container holds, while {@code objects} has them as
 *     they stand in the trail
 * @param leftAlone how many objects were seen that hold no events, by kind
 * @param undated objects left out because a window was asked for and their key has no day
 * @param unplaced objects left out because an account or a region was asked for and their key names
 *     none
 * @param listCalls how often the file system was asked for the content of a folder
 */
public record TrailListing(
    List<TrailObject> objects,
    List<TrailObject> alsoPacked,
    Map<ObjectKind, Long> leftAlone,
    long undated,
    long unplaced,
    long listCalls) {

  /** Keeps copies that nobody can change. */
  public TrailListing {
    objects = List.copyOf(objects);
    alsoPacked = List.copyOf(alsoPacked);
    EnumMap<ObjectKind, Long> byKind = new EnumMap<>(ObjectKind.class);
    byKind.putAll(leftAlone);
    leftAlone = Collections.unmodifiableMap(byKind);
  }
}
