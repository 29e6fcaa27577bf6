package io.trailhouse.record;

import java.io.IOException;

/** Takes what a reader could not read. */
@FunctionalInterface
public interface DamageListener {

  /**
   * Takes one damage; they come in the order of the object.
   *
   * @throws IOException if it cannot be kept; then reading ends with this exception
   */
  void damaged(Damage damage) throws IOException;
}
