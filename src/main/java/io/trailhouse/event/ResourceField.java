package io.trailhouse.event;

/** The members of an element of {@code resources}, in the order of the column's struct. */
public enum ResourceField {
  /** The resource's ARN. */
  ARN("ARN", "arn"),
  /** The account that owns the resource. */
  ACCOUNT_ID("accountId", "account_id"),
  /** The resource type, {@code AWS::S3::Bucket} say. */
  TYPE("type", "type"),
  /** The prefix that stands for many resources. */
  ARN_PREFIX("ARNPrefix", "arn_prefix");

  private final String key;
  private final String columnName;

  ResourceField(String key, String columnName) {
    this.key = key;
    this.columnName = columnName;
  }

  /** The member's name in a record. */
  public String key() {
    return key;
  }

  /** The field's name in the struct. */
  public String columnName() {
    return columnName;
  }
}
