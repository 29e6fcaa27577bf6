package io.trailhouse.record;

import io.trailhouse.event.EventColumn;
import java.util.Set;

/**
 * What readers that come one after another share: what to read, the buffers for it, and what they
 * learned about records. Small objects are read much faster with it.
 */
public final class ReaderMemory {

  private final Limits limits;
  private final RecordScanner records;
  private final JsonScanner json;
  private final Window window = new Window();

  /**
   * For readers of some columns.
   *
   * @param columns the columns to fill; others may be null although the record has a value. {@code
   *     source_file} and {@code run_id} are never filled: they are not in the object
   * @param hashKey what {@code content_hash} is keyed with
   */
  public ReaderMemory(Set<EventColumn> columns, Limits limits, HashKey hashKey) {
    this.limits = limits;
    this.records = new RecordScanner(columns, limits.maxDepth(), hashKey);
    this.json = new JsonScanner(limits.maxDepth());
  }

  Limits limits() {
    return limits;
  }

  RecordScanner records() {
    return records;
  }

  JsonScanner json() {
    return json;
  }

  Window window() {
    return window;
  }
}
