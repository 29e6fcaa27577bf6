package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.trailhouse.TrailhouseException;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of some days.
 *
 * @param people {@code event_date}, {@code actor}, {@code person}, {@code person_rule}: one row at
 *     most for each day and actor, none where the trail proves nobody
 * @param sessions the rows of the table {@code sessions}
 */
public record People(Dataset<Row> people, Dataset<Row> sessions) {

  /** How far a day looks back for whoever made its sessions: as long as a session can last. */
  public static final Duration LOOK_BACK = Duration.ofHours(12);

  private static final Logger LOG = LoggerFactory.getLogger(People.class);

  /** Where Spark keeps a thread's description of its jobs. */
  private static final String DESCRIPTION = "spark.job.description";

  /** Columns beside those of events, whose names no table has. */
  private static final String ACTOR = "trailhouse_actor";

  private static final String HELD = "trailhouse_held";
  private static final String DAY = "trailhouse_day";

  /** How often other runs may be faster. */
  private static final int MOST_ATTEMPTS = 20;

  /** Who held the credentials of an event: the key to {@code people}, beside the day. */
  private static Column actor() {
    return expr(Actors.KEY);
  }

  /**
   * Events with {@code person} and {@code person_rule}, both null where the trail proves nobody.
   *
   * @param events rows of the table {@code events}
   * @param people rows of the table {@code people}, of the same days at least
   */
  public static Dataset<Row> withPerson(Dataset<Row> events, Dataset<Row> people) {
    Dataset<Row> known =
        people
            .filter(col("person").isNotNull())
            .select(
                col("event_date").as(DAY),
                col("actor").as(HELD),
                col("person"),
                col("person_rule"));
    return events
        .withColumn(ACTOR, actor())
        .join(known, col(ACTOR).equalTo(col(HELD)).and(col("event_date").equalTo(col(DAY))), "left")
        .drop(ACTOR, HELD, DAY);
  }

  /**
   * The sittings of whoever has events among some, of the same days.
   *
   * @param sessions rows of the table {@code sessions}
   * @param events rows of the table {@code events}
   */
  public static Dataset<Row> sessionsIn(Dataset<Row> sessions, Dataset<Row> events) {
    Dataset<Row> active = events.select(col("event_date").as(DAY), actor().as(HELD)).distinct();
    return sessions.join(
        active,
        col("actor").equalTo(col(HELD)).and(col("event_date").equalTo(col(DAY))),
        "left_semi");
  }

  /**
   * Brings the lake's tables {@code people} and {@code sessions} up to date for some days, and
   * reads them. Days whose files did not change are not computed again.
   *
   * @param from the first day of event_time, UTC
   * @param to the day behind the last one
   * @param lookBack how far before a day its sessions' makers are looked for
   */
  public static People resolve(
      SparkSession spark, Lake lake, LocalDate from, LocalDate to, Duration lookBack) {
    if (!from.isBefore(to) || lookBack.isNegative()) {
      throw new IllegalArgumentException(
          "there must be a day and no look ahead, cannot be: %s to %s, %s back"
              .formatted(from, to, lookBack));
    }
    lake.requireExisting();
    lake.createDerived(LakeTable.SESSIONS);
    lake.createDerived(LakeTable.PEOPLE);
    PeopleTables tables = new PeopleTables(spark, lake);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (refresh(spark, lake, tables, from, to, lookBack)) {
        return new People(
            tables
                .read(LakeTable.PEOPLE, from, to)
                .where("person IS NOT NULL")
                .select("event_date", "actor", "person", "person_rule"),
            tables.read(LakeTable.SESSIONS, from, to));
      }
    }
    throw new TrailhouseException(
        "Cannot write the people of %s: other runs were faster %d times; run it again"
            .formatted(lake.uri(), MOST_ATTEMPTS));
  }

  private static boolean refresh(
      SparkSession spark,
      Lake lake,
      PeopleTables tables,
      LocalDate from,
      LocalDate to,
      Duration lookBack) {
    lake.refresh();
    Map<LocalDate, String> inputs = tables.inputs(from, to, lookBack);
    List<Span> stale = tables.stale(from, to, lookBack, inputs);
    try {
      for (Span span : stale) {
        compute(spark, lake, tables, span, inputs);
      }
      return true;
    } catch (ConcurrentModificationException e) {
      LOG.info("Another run wrote the people of {} first; looking again", lake.uri());
      return false;
    }
  }

  private static void compute(
      SparkSession spark,
      Lake lake,
      PeopleTables tables,
      Span span,
      Map<LocalDate, String> inputs) {
    LOG.info("Resolving the people of {} days from {}", span.length(), span.from());
    String before = spark.sparkContext().getLocalProperty(DESCRIPTION);
    tell(spark, span, "resolving who stands behind callers");
    try {
      Dataset<Row> events = new LakeViews(spark, lake).table(LakeTable.EVENTS);
      Resolution resolution = Resolution.of(events, span);
      Column input = inputOf(inputs, span);
      tell(spark, span, "writing sessions");
      tables.replace(LakeTable.SESSIONS, span, resolution.sessions().withColumn("input_id", input));
      tell(spark, span, "writing people");
      tables.replace(LakeTable.PEOPLE, span, resolution.people().withColumn("input_id", input));
    } finally {
      spark.sparkContext().setJobDescription(before);
    }
  }

  /** Names the jobs that follow, on Spark's page and wherever else jobs are shown. */
  private static void tell(SparkSession spark, Span span, String description) {
    spark
        .sparkContext()
        .setJobDescription("people of %s to %s: %s".formatted(span.from(), span.to(), description));
  }

  /** What each day of a span is resolved from. */
  private static Column inputOf(Map<LocalDate, String> inputs, Span span) {
    List<Column> daysAndInputs = new ArrayList<>();
    for (LocalDate day = span.from(); day.isBefore(span.to()); day = day.plusDays(1)) {
      daysAndInputs.add(lit(day));
      daysAndInputs.add(lit(inputs.getOrDefault(day, "")));
    }
    return element_at(map(daysAndInputs.toArray(Column[]::new)), col("event_date"));
  }
}
