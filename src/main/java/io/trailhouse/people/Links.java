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
                expr("from_json(additional_event_data, 'SwitchFrom STRING, UserName STRING')"))
            .selectExpr(
                "event_date",
                "days_on",
                """
                CASE WHEN event_name = 'SwitchRole' THEN 'switch'
                     WHEN event_name = 'UserAuthentication' THEN 'sign-in'
                     WHEN caller_kind = 'account' THEN 'across'
                     ELSE 'made' END AS way\
                """,
                "unix_seconds(event_time) AS time",
                Actors.KEY + " AS teller",
                "user_identity_principal_id AS principal",
                "response.credentials.accessKeyId AS made_key",
                "response.assumedRoleUser.assumedRoleId AS made_principal",
                "more.SwitchFrom AS switched_from",
                "lower(coalesce(nullif(user_identity_user_name, ''), more.UserName)) AS user_name")
            .distinct());
  }

  /**
   * The parent of each actor that has one.
   *
   * @param told what {@link #told} returned
   * @param actors what {@link Actors#of} returned
   * @return a day, an actor and its {@code parent}, which need not be an actor of the day; one row
   *     at most for each actor
   */
  static Dataset<Row> of(Dataset<Row> told, Dataset<Row> actors) {
    Dataset<Row> a = actors.as("a");
    Dataset<Row> t = told.as("t");
    Dataset<Row> byKey =
        t.join(a, expr("t.day = a.day AND t.made_key = a.actor AND t.way = 'made'"))
            .selectExpr("a.day", "a.actor", "t.teller AS parent", "1 AS way");
    Dataset<Row> byTime =
        t.join(
                a,
                expr(
                    """
                    t.day = a.day AND t.made_principal = a.principal AND t.way = 'made'
                    AND abs(t.time - a.created) <= %d\
                    """
                        .formatted(SECONDS)))
            .selectExpr("a.day", "a.actor", "t.teller AS parent", "2 AS way");
    Dataset<Row> across =
        t.join(a, expr("t.day = a.day AND t.made_key = a.actor AND t.way = 'across'"))
            .selectExpr("a.day", "a.actor", "t.teller", "t.principal");
    Dataset<Row> acrossToActor =
        across
            .as("c")
            .join(
                actors.where("caller_kind <> 'account'").as("p"),
                expr("c.day = p.day AND c.principal = p.principal"))
            .selectExpr("c.day", "c.actor", "p.actor AS parent", "3 AS way");
    Dataset<Row> acrossToId = across.selectExpr("day", "actor", "teller AS parent", "4 AS way");
    Dataset<Row> switched =
        t.join(
                a,
                expr(
                    """
                    t.day = a.day AND t.principal = a.principal AND t.way = 'switch'
                    AND (t.teller = a.actor OR abs(t.time - a.created) <= %d)\
                    """
                        .formatted(SECONDS_OF_SWITCH)))
            .selectExpr("a.day", "a.actor", "t.switched_from");
    Dataset<Row> switchedTo =
        switched
            .as("s")
            .join(actors.as("p"), expr("s.day = p.day AND s.switched_from = p.arn"), "left")
            .selectExpr(
                "s.day", "s.actor", "coalesce(p.actor, s.switched_from) AS parent", "5 AS way");
    Dataset<Row> signedIn =
        t.join(
                a,
                expr(
                    """
                    t.day = a.day AND t.user_name = lower(a.session_name) AND t.way = 'sign-in'
                    AND a.caller LIKE '%AWSReservedSSO\\\\_%'\
                    """))
            .selectExpr("a.day", "a.actor", "t.teller AS parent", "6 AS way");
    return byKey
        .unionAll(byTime)
        .unionAll(acrossToActor)
        .unionAll(acrossToId)
        .unionAll(switchedTo)
        .unionAll(signedIn)
        .where("parent IS NOT NULL AND parent <> actor")
        .groupBy("day", "actor", "way")
        .agg(expr("min(parent) AS parent"), expr("max(parent) AS other"))
        .where("parent = other")
        .groupBy("day", "actor")
        .agg(expr("min_by(parent, way) AS parent"));
  }
}
