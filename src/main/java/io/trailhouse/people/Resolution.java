package io.trailhouse.people;

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
    return new Resolution(
        persons.withColumnRenamed("day", "event_date"),
        Sittings.of(activity, persons).withColumnRenamed("day", "event_date"));
  }

  /**
   * Rows that more than one step reads: computed once, and cut off from how they came about. They
   * stay until nobody refers to them.
   */
  static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.localCheckpoint(false);
  }

  /** The columns that two tables are joined on. */
  static Seq<String> columns(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }
}
