package io.trailhouse.table;

import io.trailhouse.record.HashKey;
import org.apache.hadoop.conf.Configuration;

/** Lakes without events, whose content hashes can be compared. */
public final class EmptyLake {

  private EmptyLake() {}

  /** Creates the tables of a lake, with the same key for all lakes made here. */
  public static void create(Configuration conf, String uri) {
    Lake.at(conf, uri)
        .createMissingTables(Partitioning.DATE_REGION_SOURCE, new HashKey(1, 2, 3, 4));
  }
}
