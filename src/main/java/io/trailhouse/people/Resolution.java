package io.trailhouse.people;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The people and sittings of a span, in the columns of their tables but for {@code input_id}.
 *
 * @param people rows of the table {@code people}
 * @param sessions rows of the table {@code sessions}
 */
record Resolution(Dataset<Row> people, Dataset<Row> sessions) {

  /** Resolves a span. */
  static Resolution of(Dataset<Row> events, Span span) {
    Dataset<Row> activity = keep(Activity.of(events, span));
    Dataset<Row> actors = keep(Actors.of(activity));
    Dataset<Row> chains = Chains.resolve(Links.candidates(Links.told(events, span), actors));
    Dataset<Row> persons =
        keep(
            actors
                .where("events > 0")
                .join(chains, columns("day", "actor"), "left")
                .selectExpr(
                    "day",
                    "actor",
                    "caller",
                    "caller_kind",
                    "session_name",
                    "coalesce(strong, linked_person, weak) AS person",
                    "coalesce(strong_rule, linked_rule, weak_rule) AS person_rule",
                    "chained_to",
                    "if(coalesce(strong, linked_person, weak) IS NULL, NULL, coalesce(depth, 0))"
                        + " AS depth",
                    "events"));
    Dataset<Row> sittings = keep(Sittings.of(activity, persons));
    Dataset<Row> people =
        persons
            .join(
                sittings.groupBy("day", "actor").agg(expr("count(*) AS sittings")),
                columns("day", "actor"),
                "left")
            .selectExpr(
                "day AS event_date",
                "actor",
                "caller",
                "caller_kind",
                "session_name",
                "person",
                "person_rule",
                "chained_to",
                "depth",
                "events",
                "coalesce(sittings, 0L) AS sittings");
    Dataset<Row> sessions =
        sittings
            .join(persons.drop("events"), columns("day", "actor"))
            .selectExpr(
                "day AS event_date",
                "person",
                "person_rule",
                "caller",
                "actor",
                "session_name",
                "client",
                "platform",
                "started",
                "ended",
                "CAST(floor(CAST(ended AS DOUBLE) - CAST(started AS DOUBLE)) AS LONG)"
                    + " AS duration_seconds",
                "events",
                "writes",
                "errors",
                "chained_to");
    return new Resolution(people, sessions);
  }

  /**
   * Rows that more than one step reads: computed once, and cut off from how they came about, as the
   * plans of the chains would double with each round. They stay until nobody refers to them.
   */
  static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.localCheckpoint(false);
  }

  /** The columns that two tables are joined on. */
  static Seq<String> columns(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }
}
