package io.trailhouse.people;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who became whom, as the events of STS and of signing in tell.
 *
 * <p>A call that makes a session returns its access key and its role's unique id with the session's
 * name. Sessions that are refreshed without a call on record, as in the console, keep id, name and
 * time of creation. What links them, best first:
 *
 * <ol>
 *   <li>the key that the call returned;
 *   <li>the id and name that it returned, if the session was created at that time;
 *   <li>in the account of the role, where a caller from another account is only a principal id: the
 *       key, to the one session or user of that id in the lake, else to the id;
 *   <li>a switch of roles in the console, which names the ARN that was switched from;
 *   <li>for the roles of Identity Center, whose sessions nobody else can open and whose name is the
 *       user's: a sign-in that tells the user of this name. <a
 *       href="https://docs.aws.amazon.com/singlesignon/latest/userguide/sso-cloudtrail-use-cases.html">GetRoleCredentials</a>
 *       and the call to STS that follows it have nothing in common.
 * </ol>
 */
final class Links {

  /** Clocks of services differ, and a call takes its time. */
  private static final int SECONDS = 2;

  private static final int SECONDS_OF_SWITCH = 10;

  private static final String PERSON_BY_ARN =
      "t.switched_from LIKE 'arn:%:user/%' OR t.switched_from LIKE 'arn:%:root'";

  private static final String MADE_SESSION =
      """
      event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot',
                     'GetFederationToken')\
      """;

  /** Both are refused without an error code. */
  private static final String SWITCHED =
      """
      event_name = 'SwitchRole' AND coalesce(response_elements, '') NOT LIKE '%"Failure"%'\
      """;

  private static final String NAMES_USER =
      """
      event_name = 'UserAuthentication' AND user_identity_on_behalf_of_user_id <> ''
      AND coalesce(service_event_details, '') NOT LIKE '%"Failure"%'\
      """;

  private Links() {}

  /** The events that tell links, with what they tell. */
  static Dataset<Row> told(Dataset<Row> events, Span span) {
    return span.days(
        span.within(events)
            // A prefix of the partition's name: other parts of AWS have other endings.
            .where("event_source RLIKE '^(sts|signin)[.]' AND error_code IS NULL")
            .where("%s OR (%s) OR (%s)".formatted(MADE_SESSION, SWITCHED, NAMES_USER))
            .withColumn(
                "response",
                expr(
                    """
                    from_json(response_elements,
                      'credentials STRUCT<accessKeyId: STRING>, assumedRoleUser STRUCT<assumedRoleId: STRING>')\
                    """))
            .withColumn(
                "more",
                expr(
                    """
                    if(event_name IN ('SwitchRole', 'UserAuthentication'),
                       from_json(additional_event_data, 'SwitchFrom STRING, UserName STRING'), NULL)\
                    """))
            .selectExpr(
                "event_date",
                "days_on",
                "unix_seconds(event_time) AS time",
                Actors.KEY + " AS teller",
                "more.SwitchFrom AS switched_from",
                """
                inline(CASE
                  WHEN event_name = 'SwitchRole' THEN array(
                    struct(5 AS way, concat('id ', user_identity_principal_id) AS child,
                           concat('arn ', more.SwitchFrom) AS parent))
                  WHEN event_name = 'UserAuthentication' THEN array(
                    struct(6 AS way,
                           concat('name ', lower(coalesce(nullif(user_identity_user_name, ''), more.UserName))) AS child,
                           concat('key ', %1$s) AS parent))
                  WHEN caller_kind = 'account' THEN array(
                    struct(3 AS way, concat('key ', response.credentials.accessKeyId) AS child,
                           concat('id ', user_identity_principal_id) AS parent),
                    struct(4 AS way, concat('key ', response.credentials.accessKeyId) AS child,
                           concat('key ', %1$s) AS parent))
                  ELSE array(
                    struct(1 AS way, concat('key ', response.credentials.accessKeyId) AS child,
                           concat('key ', %1$s) AS parent),
                    struct(2 AS way, concat('id ', response.assumedRoleUser.assumedRoleId) AS child,
                           concat('key ', %1$s) AS parent))
                END)\
                """
                    .formatted(Actors.KEY))
            .where("child IS NOT NULL")
            .distinct());
  }

  /**
   * The candidates for the parent of each actor, with what both prove of their persons themselves.
   *
   * @param told what {@link #told} returned
   * @param actors what {@link Actors#of} returned
   */
  static Dataset<Row> candidates(Dataset<Row> told, Dataset<Row> actors) {
    // All that somebody can be referred by, so that one join finds children, and another parents.
    Dataset<Row> names =
        actors.selectExpr(
            "*",
            """
            explode(array_compact(array(
              concat('key ', actor),
              concat('id ', principal),
              concat('arn ', arn),
              if(caller LIKE '%AWSReservedSSO\\\\_%', concat('name ', lower(session_name)), NULL))))
            AS name\
            """);
    return told.as("t")
        .join(
            names.as("c"),
            expr(
                """
                t.day = c.day AND t.child = c.name
                AND CASE t.way WHEN 2 THEN abs(t.time - c.created) <= %d
                               WHEN 5 THEN t.teller = c.actor OR abs(t.time - c.created) <= %d
                               ELSE true END\
                """
                    .formatted(SECONDS, SECONDS_OF_SWITCH)))
        .join(
            names.as("p"),
            expr(
                """
                t.day = p.day AND t.parent = p.name
                AND (t.way <> 3 OR p.caller_kind <> 'account')\
                """),
            "left")
        .selectExpr(
            "unix_date(c.day) AS day_number",
            "c.actor",
            "c.strong",
            "c.strong_rule",
            "c.weak",
            "c.weak_rule",
            "t.way",
            "coalesce(p.actor, t.switched_from) AS parent",
            "p.strong AS parent_strong",
            "p.strong_rule AS parent_strong_rule",
            "if(p.actor IS NULL, %s, p.weak) AS parent_weak"
                .formatted("if(%s, t.switched_from, NULL)".formatted(PERSON_BY_ARN)),
            """
            if(p.actor IS NULL, if(t.switched_from LIKE '%:root', 'root', 'iam-user'), p.weak_rule)
            AS parent_weak_rule\
            """)
        .where("parent IS NOT NULL AND parent <> actor");
  }
}
