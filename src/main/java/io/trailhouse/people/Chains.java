package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * From each actor along its links to the person.
 *
 * <p>An actor's person is what its own strong proof says; else its parent's person; else what its
 * own weak proof says. An actor has one parent at most, so there is one path up. In each round
 * every open actor jumps over the one that it points at, and takes over what that one has found and
 * where it points: so the rounds are as many as the depth has binary digits. Who is still open in a
 * round that closes nobody goes in a circle, or leads into one; such links prove nothing.
 */
final class Chains {

  private Chains() {}

  /**
   * Resolves actors.
   *
   * @param actors what {@link Actors#of} returned
   * @param links what {@link Links#of} returned
   * @return one row for each of them, with the columns of the table {@code people} that the links
   *     decide, from {@code person} to {@code depth}
   */
  static Dataset<Row> resolve(Dataset<Row> actors, Dataset<Row> links) {
    Dataset<Row> nodes =
        Resolution.keep(
            actors
                .join(links, Resolution.columns("day", "actor"), "left")
                .selectExpr(
                    "day",
                    "actor",
                    "parent",
                    "weak",
                    "weak_rule",
                    "coalesce(strong, weak) AS person",
                    "coalesce(strong_rule, weak_rule) AS rule",
                    "0 AS depth",
                    "if(strong IS NULL, parent, NULL) AS next",
                    "if(strong IS NULL AND parent IS NOT NULL, 1, 0) AS far"));
    Dataset<Row> closed = nodes.where("next IS NULL");
    Dataset<Row> open = nodes.where("next IS NOT NULL");
    Dataset<Row> strangers = strangers(open, nodes);
    long left = open.count();
    while (left > 0) {
      Dataset<Row> step =
          Resolution.keep(jump(open, closed.unionByName(strangers, true).unionByName(open)));
      Dataset<Row> stillOpen = step.where("next IS NOT NULL");
      long now = stillOpen.count();
      closed = closed.unionByName(step.where("next IS NULL"));
      open = stillOpen;
      if (now == left) {
        closed = closed.unionByName(withoutLinks(open));
        break;
      }
      left = now;
    }
    return closed.selectExpr(
        "day",
        "actor",
        "person",
        "rule AS person_rule",
        "parent AS chained_to",
        "if(person IS NULL, NULL, depth) AS depth");
  }

  /**
   * Users and root, named by ARN as those who switched roles, of whom no event is in the lake. Of
   * others nothing is known.
   */
  private static Dataset<Row> strangers(Dataset<Row> open, Dataset<Row> nodes) {
    return open.select(col("day"), col("next").as("actor"))
        .distinct()
        .join(nodes.select("day", "actor"), Resolution.columns("day", "actor"), "left_anti")
        .selectExpr(
            "day",
            "actor",
            "if(actor LIKE 'arn:%:user/%' OR actor LIKE 'arn:%:root', actor, NULL) AS person",
            """
            CASE WHEN actor LIKE 'arn:%:user/%' THEN 'iam-user'
                 WHEN actor LIKE 'arn:%:root' THEN 'root' END AS rule\
            """,
            "0 AS depth",
            "0 AS far");
  }

  private static Dataset<Row> jump(Dataset<Row> open, Dataset<Row> all) {
    return open.as("o")
        .join(
            all.as("n"),
            col("o.day").equalTo(col("n.day")).and(col("o.next").equalTo(col("n.actor"))))
        .selectExpr(
            "o.day",
            "o.actor",
            "o.parent",
            "o.weak",
            "o.weak_rule",
            "coalesce(n.person, o.person) AS person",
            "if(n.person IS NULL, o.rule, 'link') AS rule",
            "if(n.person IS NULL, o.depth, o.far + n.depth) AS depth",
            "n.next",
            "o.far + n.far AS far");
  }

  private static Dataset<Row> withoutLinks(Dataset<Row> open) {
    return open.selectExpr(
        "day",
        "actor",
        "parent",
        "weak",
        "weak_rule",
        "weak AS person",
        "weak_rule AS rule",
        "0 AS depth",
        "CAST(NULL AS STRING) AS next",
        "0 AS far");
  }
}
