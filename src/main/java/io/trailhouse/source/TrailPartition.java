package io.trailhouse.source;

import io.trailhouse.locate.TrailObject;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The objects that one task reads. */
record TrailPartition(List<TrailObject> objects) implements InputPartition {

  /** Copies the list, so that what travels is small data. */
  TrailPartition {
    objects = List.copyOf(objects);
  }
}
