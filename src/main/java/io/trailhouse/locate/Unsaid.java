package io.trailhouse.locate;

/**
 * What becomes of an object whose key does not say the day, account or region that is asked about.
 */
public enum Unsaid {
  /** It was not asked for: it is left out, and counted. */
  LEFT_OUT,
  /** It may hold what is asked for: it is kept. */
  KEPT
}
