package io.trailhouse.people;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.trailhouse.session.LakeViews;
import io.trailhouse.table.DataFile;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import io.trailhouse.table.TableColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code people} and {@code sessions}, a day at a time.
 *
 * <p>The tables are also partitioned by what a day was resolved from: an id over the files of
 * {@code events} that the day sees, the look-back, and the resolver's version. So the tables' logs
 * alone tell which days need not be computed again. {@code sessions} is written first. As the
 * tables are committed one after the other, runs that overlap can leave them with different ids;
 * then the next one computes the day again.
 */
final class PeopleTables {

  /** Changes whenever the same events would give other rows. */
  private static final int VERSION = 1;

  private final SparkSession spark;
  private final Lake lake;

  PeopleTables(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** A table's rows of some days. */
  Dataset<Row> read(LakeTable table, LocalDate from, LocalDate to) {
    return new LakeViews(spark, lake).table(table).where(between(from, to));
  }

  /** The id of what each day that has events is to be resolved from. */
  Map<LocalDate, String> inputs(LocalDate from, LocalDate to, Duration lookBack) {
    int back = Span.daysBack(lookBack);
    TreeMap<LocalDate, TreeSet<String>> files = new TreeMap<>();
    for (DataFile file : lake.filesOfDays(LakeTable.EVENTS, from.minusDays(back), to)) {
      files.computeIfAbsent(day(file), first -> new TreeSet<>()).add(file.path());
    }
    Map<LocalDate, String> inputs = new HashMap<>();
    for (LocalDate day : files.tailMap(from).keySet()) {
      MessageDigest digest = DigestUtils.getSha256Digest();
      add(digest, VERSION + " " + lookBack);
      files.subMap(day.minusDays(back), true, day, true).values().stream()
          .flatMap(TreeSet::stream)
          .forEach(path -> add(digest, path.substring(path.lastIndexOf('/') + 1)));
      inputs.put(day, HexFormat.of().formatHex(digest.digest(), 0, 16));
    }
    return inputs;
  }

  /** The days whose rows are not what they should be, as spans of days in a row. */
  List<Span> stale(LocalDate from, LocalDate to, Duration lookBack, Map<LocalDate, String> inputs) {
    Map<LocalDate, String> present = present(from, to);
    List<Span> spans = new ArrayList<>();
    LocalDate start = null;
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      boolean stale = day.isBefore(to) && !Objects.equals(inputs.get(day), present.get(day));
      if (stale && start == null) {
        start = day;
      } else if (!stale && start != null) {
        spans.add(new Span(start, day, lookBack));
        start = null;
      }
    }
    return spans;
  }

  /** What the rows of each day were resolved from; a day on which they disagree has no id. */
  private Map<LocalDate, String> present(LocalDate from, LocalDate to) {
    Map<LocalDate, String> present = new HashMap<>();
    for (DataFile file : lake.filesOfDays(LakeTable.PEOPLE, from, to)) {
      present.merge(day(file), input(file), PeopleTables::agreed);
    }
    for (DataFile file : lake.filesOfDays(LakeTable.SESSIONS, from, to)) {
      // A day without a sitting has no file, but none has files of sittings alone.
      present.merge(
          day(file), present.containsKey(day(file)) ? input(file) : "", PeopleTables::agreed);
    }
    return present;
  }

  private static String agreed(String one, String other) {
    return one.equals(other) ? one : "";
  }

  private static LocalDate day(DataFile file) {
    return LocalDate.parse(String.valueOf(file.partition().get("event_date")));
  }

  private static String input(DataFile file) {
    return String.valueOf(file.partition().get("input_id"));
  }

  /** Puts rows in the place of those that a table has of a span. */
  void replace(LakeTable table, Span span, Dataset<Row> rows) {
    rows.select(
            table.columns().stream()
                .map(TableColumn::name)
                .map(name -> col(name))
                .toArray(Column[]::new))
        .repartition(col("event_date"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option(
            "replaceWhere",
            "event_date >= DATE'%s' AND event_date < DATE'%s'".formatted(span.from(), span.to()))
        .save(lake.pathOf(table));
  }

  private static Column between(LocalDate from, LocalDate to) {
    return col("event_date").geq(lit(from)).and(col("event_date").lt(lit(to)));
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
