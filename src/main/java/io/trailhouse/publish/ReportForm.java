package io.trailhouse.publish;

/** The forms that reports are made in. */
public enum ReportForm {
  /** One page for people. */
  HTML,
  /** A file with a header line for each report. */
  CSV,
  /** A file with one object a line for each report. */
  JSON,
  /** A file for each report. */
  AVRO,
  /** A table in the lake for each report. */
  DELTA
}
