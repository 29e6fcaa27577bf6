package io.trailhouse.people;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A day's actors, with what their own events prove of the person. */
final class Actors {

  /**
   * The key of the actor that made an event. It depends on no setting of the session, so that
   * everybody who joins on it means the same.
   */
  static final String KEY =
      """
      CASE
        WHEN caller_kind IN ('service', 'anonymous', 'user') THEN caller
        WHEN caller_kind = 'root' AND NOT coalesce(session_assumed_root, false) THEN caller
        WHEN caller_kind = 'account' THEN coalesce(nullif(user_identity_principal_id, ''), caller)
        WHEN user_identity_access_key_id LIKE 'ASIA%' THEN user_identity_access_key_id
        WHEN caller_kind IN ('identity-center', 'unknown')
          THEN coalesce(nullif(user_identity_on_behalf_of_user_id, ''), caller)
        WHEN user_identity_principal_id <> '' AND session_creation_date IS NOT NULL
          THEN concat(user_identity_principal_id, '@', unix_seconds(session_creation_date))
        ELSE coalesce(nullif(user_identity_arn, ''), caller)
      END\
      """;

  private static final String IDENTITY_CENTER =
      """
      if(caller_kind NOT IN ('service', 'account', 'anonymous') AND user_id <> '',
         concat('identity-center:',
                if(identity_store LIKE '%/%', concat(substring_index(identity_store, '/', -1), '/'), ''),
                user_id),
         NULL)\
      """;

  private static final String SOURCE_IDENTITY =
      """
      if(caller_kind NOT IN ('service', 'account', 'anonymous') AND source_identity <> '',
         %s, NULL)\
      """
          .formatted(mailInLowerCase("source_identity"));

  private static final String SESSION_NAME =
      """
      CASE
        WHEN caller_kind IN ('role', 'federated') AND %s THEN lower(session_name)
        WHEN caller_kind = 'federated' AND %s THEN lower(user_name)
      END\
      """
          .formatted(isMail("session_name"), isMail("user_name"));

  /** An identity whose name was hidden, as in a refused sign-in, has no ARN and is nobody. */
  private static final String USER =
      """
      CASE
        WHEN caller_kind = 'user' AND caller LIKE 'arn:%' THEN caller
        WHEN caller_kind IN ('role', 'federated') AND issuer_type = 'IAMUser' THEN issuer
      END\
      """;

  private static final String ROOT =
      """
      CASE
        WHEN caller_kind = 'root' AND caller LIKE 'arn:%' THEN caller
        WHEN caller_kind IN ('role', 'federated') AND issuer_type = 'Root' THEN issuer
      END\
      """;

  private Actors() {}

  /**
   * Sums up activity.
   *
   * @return a row for each day and actor that the day sees: what it is; {@code events} on the day
   *     itself; {@code strong} and {@code strong_rule}, the proof that stands above links; {@code
   *     weak} and {@code weak_rule}, the one that stands below them
   */
  static Dataset<Row> of(Dataset<Row> activity) {
    return activity
        .withColumn("identity_center", expr(IDENTITY_CENTER))
        .withColumn("source", expr(SOURCE_IDENTITY))
        .withColumn("mail", expr(SESSION_NAME))
        .withColumn("user", expr(USER))
        .withColumn("root", expr(ROOT))
        .groupBy("day", "actor")
        .agg(
            expr("min(caller) AS caller"),
            expr("min(caller_kind) AS caller_kind"),
            expr("min(session_name) AS session_name"),
            expr("min(principal) AS principal"),
            expr("min(arn) AS arn"),
            expr("min(created) AS created"),
            expr("sum(if(event_date = day, events, 0L)) AS events"),
            unanimous("identity_center"),
            unanimous("source"),
            unanimous("mail"),
            unanimous("user"),
            unanimous("root"))
        .selectExpr(
            "day",
            "actor",
            "caller",
            "caller_kind",
            "session_name",
            "principal",
            "arn",
            "created",
            "events",
            "coalesce(identity_center, source) AS strong",
            """
            CASE WHEN identity_center IS NOT NULL THEN 'identity-center'
                 WHEN source IS NOT NULL THEN 'source-identity' END AS strong_rule\
            """,
            "coalesce(mail, user, root) AS weak",
            """
            CASE WHEN mail IS NOT NULL THEN 'session-name'
                 WHEN user IS NOT NULL THEN 'iam-user'
                 WHEN root IS NOT NULL THEN 'root' END AS weak_rule\
            """);
  }

  /** The value that all rows say that say one; null if they say different ones. */
  private static Column unanimous(String column) {
    return expr("if(min(%1$s) = max(%1$s), min(%1$s), NULL) AS %1$s".formatted(column));
  }

  private static String mailInLowerCase(String column) {
    return "if(%s, lower(%s), %s)".formatted(isMail(column), column, column);
  }

  private static String isMail(String column) {
    return column
        + " RLIKE '^[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}$'";
  }
}
