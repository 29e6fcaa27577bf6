package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import io.trailhouse.caller.Client;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Half hours to sittings: what one actor does with one client until a pause of more than half an
 * hour.
 *
 * <p>A day's rows count what was done on that day, so that sums over days are right. A sitting that
 * goes on over midnight has a row on each day; on the second it has started before the day.
 */
final class Sittings {

  private static final UserDefinedFunction CLIENT =
      udf(
          (UDF1<String, Row>)
              userAgent -> {
                Client client = Client.of(userAgent);
                return RowFactory.create(client.client(), client.platform());
              },
          new StructType()
              .add("client", DataTypes.StringType)
              .add("platform", DataTypes.StringType));

  private static final List<Column> SITTER =
      Stream.of("day", "actor", "person", "person_rule", "caller", "session_name", "chained_to")
          .map(name -> col(name))
          .toList();

  private Sittings() {}

  /**
   * The sittings of those actors that are a person.
   *
   * @param activity what {@link Activity#of} returned
   * @param persons who the actors are, in the columns of the table {@code people}
   */
  static Dataset<Row> of(Dataset<Row> activity, Dataset<Row> persons) {
    Dataset<Row> halfHours =
        activity
            .select(
                col("day"),
                col("actor"),
                col("event_date"),
                col("half_hour"),
                col("first"),
                col("last"),
                col("events"),
                col("writes"),
                col("errors"),
                CLIENT.apply(col("user_agent")).as("tool"))
            .join(
                persons
                    .where("person IS NOT NULL")
                    .select(
                        "day",
                        "actor",
                        "person",
                        "person_rule",
                        "caller",
                        "session_name",
                        "chained_to"),
                Resolution.columns("day", "actor"))
            .groupBy(
                concat(
                    SITTER,
                    col("tool.client"),
                    col("tool.platform"),
                    col("event_date"),
                    col("half_hour")))
            .agg(
                expr("min(first) AS first"),
                expr("max(last) AS last"),
                expr("sum(events) AS events"),
                expr("sum(writes) AS writes"),
                expr("sum(errors) AS errors"));
    return halfHours
        .withColumn(
            "begins",
            expr(
                """
                if(first <= lag(last) OVER (PARTITION BY day, actor, client, platform ORDER BY half_hour)
                            + INTERVAL %d SECONDS, 0, 1)\
                """
                    .formatted(Activity.PAUSE)))
        .withColumn(
            "sitting",
            expr("sum(begins) OVER (PARTITION BY day, actor, client, platform ORDER BY half_hour)"))
        .groupBy(concat(SITTER, col("client"), col("platform"), col("sitting")))
        .agg(
            expr("min(first) AS started"),
            expr("max(last) AS ended"),
            expr("unix_seconds(max(last)) - unix_seconds(min(first)) AS duration_seconds"),
            expr("sum(if(event_date = day, events, 0L)) AS events"),
            expr("sum(if(event_date = day, writes, 0L)) AS writes"),
            expr("sum(if(event_date = day, errors, 0L)) AS errors"))
        .where("events > 0");
  }

  private static Column[] concat(List<Column> some, Column... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toArray(Column[]::new);
  }
}
