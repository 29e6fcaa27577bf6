package io.trailhouse.locate;

import java.util.Iterator;

/** The keys of a bucket that is not there. */
interface Keys {

  /** The keys that begin so, in order. */
  Iterator<String> beginning(String prefix);

  /** Told before a folder is listed: {@code folder/} for one level, {@code folder/**} for all. */
  void listed(String what);
}
