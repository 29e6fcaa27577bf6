package io.trailhouse.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * A window's events summed up, and kept in memory: a row for each combination of values that occurs
 * in the columns that repeat, with {@code events}, {@code first_seen}, {@code last_seen} and the
 * sum of {@code record_bytes}. A trail says the same over and over, so that there are some thirty
 * times fewer rows than events; most reports add these up.
 */
final class Usage implements AutoCloseable {

  /** The columns that rows are told apart by, where a report names them. */
  static final List<String> COLUMNS =
      List.of(
          "event_date",
          "caller",
          "caller_kind",
          "caller_name",
          "caller_account",
          "person",
          "person_rule",
          "credential_kind",
          "user_identity_access_key_id",
          "session_mfa_authenticated",
          "session_credential_from_console",
          "user_identity_invoked_by",
          "user_identity_invoked_by_delegate_account_id",
          "user_identity_in_scope_of_source_arn",
          "recipient_account_id",
          "aws_region",
          "event_source",
          "event_name",
          "event_category",
          "event_type",
          "read_only",
          "error_code",
          "error_message",
          "source_ip_address",
          "user_agent",
          "vpc_endpoint_id",
          "vpc_endpoint_account_id",
          "tls_version",
          "tls_cipher_suite",
          "tls_key_exchange");

  /** Rows that one task adds up sooner than Spark shares them out. */
  static final long ROWS_OF_A_TASK = 250_000;

  private final Dataset<Row> kept;
  private final Dataset<Row> rows;
  private final long rowCount;
  private final long eventCount;

  private Usage(Dataset<Row> kept, Dataset<Row> rows, long rowCount, long eventCount) {
    this.kept = kept;
    this.rows = rows;
    this.rowCount = rowCount;
    this.eventCount = eventCount;
  }

  /**
   * Sums events up.
   *
   * @param named names that reports use; the columns that are not among them are left out
   */
  static Usage of(Dataset<Row> events, Set<String> named) {
    Column[] keys =
        COLUMNS.stream().filter(named::contains).map(functions::col).toArray(Column[]::new);
    Dataset<Row> kept =
        events
            .groupBy(keys)
            .agg(
                count(lit(1)).as("events"),
                min("event_time").as("first_seen"),
                max("event_time").as("last_seen"),
                sum("record_bytes").as("record_bytes"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Row size = kept.agg(coalesce(sum("events"), lit(0L)), count(lit(1))).first();
    int tasks = (int) (1 + size.getLong(1) / ROWS_OF_A_TASK);
    return new Usage(kept, kept.coalesce(tasks), size.getLong(1), size.getLong(0));
  }

  Dataset<Row> rows() {
    return rows;
  }

  long rowCount() {
    return rowCount;
  }

  /** How many events were summed up. */
  long eventCount() {
    return eventCount;
  }

  @Override
  public void close() {
    kept.unpersist();
  }
}
