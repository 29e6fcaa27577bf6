package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each actor did, by half hours: all that the resolver needs of the events but for the links.
 *
 * <p>Texts are keys of the aggregation, never its results: so it runs on hashes, in one pass and
 * mostly before the shuffle. Half an hour is at most the pause that ends a sitting, so that no
 * sitting ends inside one.
 */
final class Activity {

  /** Seconds of the half hours, and the longest pause in a sitting. */
  static final long PAUSE = 1800;

  private static final List<String> KEYS =
      List.of(
          "event_date",
          "days_on",
          "half_hour",
          "actor",
          "caller",
          "caller_kind",
          "session_name",
          "principal",
          "arn",
          "created",
          "source_identity",
          "user_id",
          "identity_store",
          "user_name",
          "issuer_type",
          "issuer",
          "user_agent");

  private Activity() {}

  /**
   * Aggregates the events of a span.
   *
   * @return a row for each day, actor, user agent and half hour that the day sees; {@code
   *     event_date} is before {@code day} in the look-back
   */
  static Dataset<Row> of(Dataset<Row> events, Span span) {
    Dataset<Row> narrow =
        span.within(events)
            .selectExpr(
                "event_date",
                "days_on",
                "event_time",
                "unix_seconds(event_time) DIV " + PAUSE + " AS half_hour",
                Actors.KEY + " AS actor",
                "caller",
                "caller_kind",
                "session_name",
                "user_identity_principal_id AS principal",
                "user_identity_arn AS arn",
                "unix_seconds(session_creation_date) AS created",
                "session_source_identity AS source_identity",
                "user_identity_on_behalf_of_user_id AS user_id",
                "user_identity_on_behalf_of_identity_store_arn AS identity_store",
                "if(caller_kind = 'federated', user_identity_user_name, NULL) AS user_name",
                "if(session_issuer_type IN ('IAMUser', 'Root'), session_issuer_type, NULL)"
                    + " AS issuer_type",
                "if(session_issuer_type IN ('IAMUser', 'Root'), session_issuer_arn, NULL)"
                    + " AS issuer",
                "user_agent",
                "if(coalesce(read_only, false), 0L, 1L) AS write",
                "if(error_code IS NOT NULL, 1L, 0L) AS error");
    return span.days(
        narrow
            .groupBy(KEYS.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(
                min("event_time").as("first"),
                max("event_time").as("last"),
                count(lit(1)).as("events"),
                sum("write").as("writes"),
                sum("error").as("errors")));
  }
}
