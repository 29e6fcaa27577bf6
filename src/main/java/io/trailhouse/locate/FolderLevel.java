package io.trailhouse.locate;

/** Where in a trail's layout a folder stands. */
enum FolderLevel {
  /** In no trail, as far as its path tells; a trail may begin below it. */
  LOOSE,
  /** {@code AWSLogs}. */
  LOGS,
  /** {@code AWSLogs/<o-id>}. */
  ORGANIZATION,
  /** {@code AWSLogs/[<o-id>/]<account>}. */
  ACCOUNT,
  /** {@code <account>/CloudTrail}, {@code <account>/CloudTrail-Insight} and the like. */
  TRAIL,
  /** {@code CloudTrail/<region>}. */
  REGION,
  /** {@code <region>/YYYY}. */
  YEAR,
  /** {@code <region>/YYYY/MM}. */
  MONTH,
  /** {@code <region>/YYYY/MM/DD}, and whatever is below. */
  DAY,
  /** Below a region, but under no day. */
  IRREGULAR,
  /** Its name, or that of a folder above it, begins with _ or a dot. */
  HIDDEN,
  /** Another service's logs, next to an account's trails: never listed, for they can be huge. */
  FOREIGN
}
