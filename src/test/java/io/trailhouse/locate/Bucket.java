package io.trailhouse.locate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Keys in memory, and a memory of what was listed. */
final class Bucket implements Keys {

  private final NavigableSet<String> keys = new TreeSet<>();
  private final List<String> listed = Collections.synchronizedList(new ArrayList<>());
  private final String uri = KeyFileSystem.serve(this);

  Bucket with(String key) {
    keys.add(key);
    return this;
  }

  String uri() {
    return uri;
  }

  /** The folders listed, sorted. */
  List<String> listed() {
    return listed.stream().sorted().toList();
  }

  TrailListing locate(LocateConfig config) {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.keys.impl", KeyFileSystem.class, FileSystem.class);
    return new Locate(conf, config, seen -> {}).execute();
  }

  /** The keys found, without the bucket. */
  List<String> keys(TrailListing listing) {
    return listing.objects().stream()
        .map(object -> object.path().substring(uri.length() + 1))
        .toList();
  }

  @Override
  public Iterator<String> beginning(String prefix) {
    return keys.subSet(prefix, prefix + Character.MAX_VALUE).iterator();
  }

  @Override
  public void listed(String what) {
    listed.add(what);
  }
}
