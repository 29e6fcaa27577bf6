package io.trailhouse.locate;

import java.util.List;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;

/** Finds the trail objects below some roots by their keys, listing no more than it needs. */
public final class Locate {

  private final Configuration conf;
  private final LocateConfig config;
  private final LongConsumer objectsSoFar;

  /**
   * A job that has not begun.
   *
   * @param conf how to reach the file systems
   * @param config what to look for
   * @param objectsSoFar told how many objects have been seen, now and then, from any thread
   */
  public Locate(Configuration conf, LocateConfig config, LongConsumer objectsSoFar) {
    this.conf = conf;
    this.config = config;
    this.objectsSoFar = objectsSoFar;
  }

  /** Whether archive files in a folder are read: they are not where a trail delivers. */
  public static boolean readsArchivesIn(String folder) {
    return !TrailFolder.of(folder, TrailFolder.depth(folder)).isInTrail();
  }

  /**
   * Lists the trails.
   *
   * @throws io.trailhouse.TrailhouseException if a trail is not there or may not be read
   */
  public TrailListing execute() {
    List<TrailRoot> roots = TrailRoot.of(conf, config.trails());
    Findings findings = new Findings(config, objectsSoFar);
    try (FolderTasks tasks = new FolderTasks(config.parallelism())) {
      for (TrailRoot root : roots) {
        new Walk(root, config, tasks, findings).start();
      }
      tasks.await();
    }
    return findings.listing();
  }
}
