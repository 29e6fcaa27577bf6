package io.trailhouse.people;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * From each actor that somebody made along the links to the person.
 *
 * <p>An actor's person is what its own strong proof says; else its parent's person; else what its
 * own weak proof says. Of the candidates for its parent those of the best way count, and only if
 * they agree; else those of the next. Whoever goes in a circle, or leads into one, has no parent
 * that proves anything.
 *
 * <p>One task follows all links of a day, a few hundred bytes each: there is one for each session
 * that was made on it.
 */
final class Chains {

  private static final StructType RESOLVED =
      new StructType()
          .add("day_number", DataTypes.IntegerType)
          .add("actor", DataTypes.StringType)
          .add("linked_person", DataTypes.StringType)
          .add("linked_rule", DataTypes.StringType)
          .add("chained_to", DataTypes.StringType)
          .add("depth", DataTypes.IntegerType);

  /** What is said of an actor. */
  record Said(@Nullable String person, @Nullable String rule) {}

  /** Who an actor turned out to be. */
  record Found(@Nullable String person, @Nullable String rule, int depth) {}

  /** An actor, with its proofs and candidates for its parent. */
  private static final class Node {
    private final Said strong;
    private final Said weak;
    private final Map<Integer, String> parents = new HashMap<>();
    private @Nullable Found found;
    private boolean onPath;
    private boolean inCircle;

    private Node(Said strong, Said weak) {
      this.strong = strong;
      this.weak = weak;
    }

    private Found own() {
      Said own = strong.person() == null ? weak : strong;
      return new Found(own.person(), own.rule(), 0);
    }
  }

  /** Candidates that do not agree. */
  private static final String DISCORD = "";

  private final Map<String, Node> nodes = new HashMap<>();

  /**
   * Resolves the actors that have a parent.
   *
   * @param candidates what {@link Links#candidates} returned
   */
  static Dataset<Row> resolve(Dataset<Row> candidates) {
    return candidates
        .repartition(functions.col("day_number"))
        .mapPartitions((MapPartitionsFunction<Row, Row>) Chains::resolve, Encoders.row(RESOLVED))
        .withColumn("day", functions.expr("date_from_unix_date(day_number)"))
        .drop("day_number");
  }

  private static Iterator<Row> resolve(Iterator<Row> candidates) {
    Map<Integer, Chains> days = new HashMap<>();
    while (candidates.hasNext()) {
      Row row = candidates.next();
      Chains day = days.computeIfAbsent(row.getInt(0), first -> new Chains());
      day.actor(row.getString(1), said(row, 2), said(row, 4));
      day.actor(row.getString(7), said(row, 8), said(row, 10));
      day.candidate(row.getString(1), row.getInt(6), row.getString(7));
    }
    List<Row> resolved = new ArrayList<>();
    days.forEach(
        (day, chains) -> {
          for (Map.Entry<String, Node> node : chains.nodes.entrySet()) {
            if (!node.getValue().parents.isEmpty()) {
              Found found = chains.find(node.getKey());
              resolved.add(
                  RowFactory.create(
                      day,
                      node.getKey(),
                      found.person(),
                      found.rule(),
                      parent(node.getValue()),
                      found.person() == null ? null : found.depth()));
            }
          }
        });
    return resolved.iterator();
  }

  private static Said said(Row row, int column) {
    return new Said(row.getString(column), row.getString(column + 1));
  }

  /** Adds an actor with its own proofs. */
  void actor(String actor, Said strong, Said weak) {
    nodes.computeIfAbsent(actor, first -> new Node(strong, weak));
  }

  /** Adds a candidate for the parent of an actor; both are added already. */
  void candidate(String actor, int way, String parent) {
    node(actor).parents.merge(way, parent, (one, other) -> one.equals(other) ? one : DISCORD);
  }

  /** Who an actor is, and by how many links it is known. */
  Found find(String actor) {
    Deque<Node> path = new ArrayDeque<>();
    Node node = node(actor);
    while (node.found == null && !node.onPath) {
      node.onPath = true;
      path.push(node);
      String parent = node.strong.person() == null ? parent(node) : null;
      if (parent == null) {
        node.found = node.own();
      } else {
        node = node(parent);
      }
    }
    if (node.found == null) {
      node.inCircle = true;
    }
    Node above = node;
    boolean circle = above.inCircle;
    while (!path.isEmpty()) {
      Node below = path.pop();
      below.onPath = false;
      if (below.found == null) {
        below.inCircle = circle;
        Found proof = above.found;
        below.found =
            circle || proof == null || proof.person() == null
                ? below.own()
                : new Found(proof.person(), "link", proof.depth() + 1);
      }
      above = below;
      circle = below.inCircle;
    }
    Found found = node(actor).found;
    if (found == null) {
      throw new IllegalStateException("nothing found of " + actor);
    }
    return found;
  }

  private static @Nullable String parent(Node node) {
    return node.parents.entrySet().stream()
        .filter(candidate -> !candidate.getValue().equals(DISCORD))
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  private Node node(String actor) {
    Node node = nodes.get(actor);
    if (node == null) {
      throw new IllegalArgumentException("no actor " + actor);
    }
    return node;
  }
}
