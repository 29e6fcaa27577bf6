package io.trailhouse.source;

/** What a query does about a record or object that is damaged; the option {@code damaged}. */
enum DamagedInput {
  /** Logs it, counts it in the metric {@code damaged}, and reads on. */
  SKIP,
  /** Ends the query with an error that says where the damage is. */
  FAIL
}
