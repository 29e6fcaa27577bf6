package io.trailhouse.table;

import java.io.Serializable;
import java.util.List;

/**
 * New events that no commit names yet.
 *
 * @param files event files
 * @param held events that are no files yet
 */
public record FreshEvents(List<DataFile> files, List<HeldEvents> held) implements Serializable {

  /** Whether there are none. */
  public boolean isEmpty() {
    return files.isEmpty() && held.isEmpty();
  }

  /** Those of several tasks together. */
  public static FreshEvents of(List<FreshEvents> parts) {
    return new FreshEvents(
        parts.stream().flatMap(part -> part.files.stream()).toList(),
        parts.stream().flatMap(part -> part.held.stream()).toList());
  }
}
