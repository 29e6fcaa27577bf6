package io.trailhouse.bench;

/** What is measured, in the order in which it is. */
enum Discipline {
  INGEST("Ingest"),
  NOTHING_NEW("Second run that finds nothing new"),
  QUERY("Queries on the finished lake"),
  SCAN_THREE("Scan and count of three columns, without a lake"),
  SCAN_ALL("Scan of all columns, without a lake"),
  READER("Record reader alone, one thread"),
  SMALL_OBJECTS("Ingest of small objects"),
  NOTHING_NEW_SMALL("Second run over small objects that finds nothing new"),
  COPIES("Ingest of a given archive, repeated to size"),
  GROWTH("Growth of ingest"),
  REPORTS("All reports of a day in all forms, compared with the day before, from a cold shell"),
  COLD_START("From a cold shell");

  private final String title;

  Discipline(String title) {
    this.title = title;
  }

  /** Whether what comes out is rows of answers, not the trail's records. */
  boolean isAsking() {
    return this == QUERY || this == REPORTS;
  }

  /** What tables call it. */
  String title() {
    return title;
  }
}
