package io.trailhouse.bench;

/**
 * One thing for one contender to do.
 *
 * @param task what to do
 * @param input the trail's root, or the table
 * @param output the table to make; empty if there is none
 * @param query name of a {@link LakeQuery}; empty if there is none
 * @param largestObject bytes of JSON of the trail's largest object; 0 where it does not matter
 */
record Step(Task task, String input, String output, String query, long largestObject) {

  static Step ingest(Trail trail, String output) {
    return new Step(Task.INGEST, trail.root(), output, "", trail.largestObject());
  }

  static Step ingestAgain(Trail trail, String output) {
    return new Step(Task.INGEST_AGAIN, trail.root(), output, "", trail.largestObject());
  }

  static Step read(Task task, Trail trail) {
    return new Step(task, trail.root(), "", "", trail.largestObject());
  }

  static Step query(LakeQuery query, String table) {
    return new Step(Task.QUERY, table, "", query.name(), 0);
  }

  static Step columnBytes(String table) {
    return new Step(Task.COLUMN_BYTES, table, "", "", 0);
  }
}
