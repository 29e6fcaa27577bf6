package io.trailhouse.event;

/** What a column holds, and so how its value stands in a CloudTrail record. */
public enum ColumnType {
  /** Text; a JSON string in the record. */
  STRING("string"),
  /** JSON text, byte for byte as it stood in the file. */
  JSON("string"),
  /** A truth value; {@code true} or {@code false} in the record. */
  BOOLEAN("boolean"),
  /** A truth value; the strings {@code "true"} or {@code "false"} in the record. */
  BOOLEAN_TEXT("boolean"),
  /** Microseconds since 1970-01-01T00:00:00Z; {@code "2021-12-13T16:50:41Z"} in the record. */
  TIMESTAMP("timestamp"),
  /** Days since 1970-01-01, UTC. */
  DATE("date"),
  /** A count of 32 bits. */
  INT("int"),
  /** A count of 64 bits. */
  LONG("bigint"),
  /** A number with a fraction; no column of events is one. */
  DOUBLE("double"),
  /** Bytes. */
  BINARY("binary"),
  /** A list of {@link ResourceField} structs. */
  RESOURCE_LIST("array<struct<arn:string,account_id:string,type:string,arn_prefix:string>>");

  private final String sqlType;

  ColumnType(String sqlType) {
    this.sqlType = sqlType;
  }

  /** The type as Spark SQL writes it. */
  public String sqlType() {
    return sqlType;
  }

  /** Whether values are UTF-8 text. */
  public boolean isText() {
    return this == STRING || this == JSON;
  }

  /** Whether values are truth values. */
  public boolean isBoolean() {
    return this == BOOLEAN || this == BOOLEAN_TEXT;
  }

  /** Whether values are numbers, truth values included, that fit a {@code long}. */
  public boolean isNumber() {
    return isBoolean() || this == TIMESTAMP || this == DATE || this == INT || this == LONG;
  }
}
