package io.trailhouse.bench;

import java.util.Map;

/**
 * What came out of a step.
 *
 * @param records records read, or rows of an answer
 * @param duplicates of these: left out as second deliveries
 * @param files files written
 * @param bytes bytes of these, or bytes of JSON unpacked
 * @param details more numbers, by name
 */
record Outcome(long records, long duplicates, long files, long bytes, Map<String, Long> details) {

  static Outcome of(long records) {
    return new Outcome(records, 0, 0, 0, Map.of());
  }

  static Outcome written(long records, long duplicates, Folder folder) {
    return new Outcome(
        records, duplicates, folder.parquetFiles().size(), folder.parquetBytes(), Map.of());
  }
}
