package io.trailhouse.locate;

import io.trailhouse.container.ContainerEntry;
import java.io.Serializable;

/**
 * Where a packed object is.
 *
 * @param container full path of the container
 * @param containerSize bytes of it
 * @param number the object's place among the container's objects
 * @param block where the block is in which it begins
 */
record ContainerPlace(String container, long containerSize, int number, long block)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  ContainerEntry entry(TrailObject object) {
    return new ContainerEntry(object.path(), object.size(), object.version(), number, block);
  }
}
