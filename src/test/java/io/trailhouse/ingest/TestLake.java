package io.trailhouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.LakeContent;
import io.trailhouse.table.LakeTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A lake that tests ingest into and ask. */
record TestLake(SparkSession spark, String uri) {

  /** Ingests everything below folders. */
  IngestResult ingest(Object... trails) {
    return job(all(trails)).execute();
  }

  /** Ingests the days of a window. */
  IngestResult ingestDays(@Nullable String from, @Nullable String to, Object trail) {
    return job(days(from, to, trail)).execute();
  }

  Ingest job(LocateConfig trail) {
    return new Ingest(
        spark, new IngestConfig(trail, uri, Limits.DEFAULT, "test"), IngestProgress.NONE);
  }

  static LocateConfig all(Object... trails) {
    List<String> roots = List.of(trails).stream().map(TestLake::address).toList();
    return new LocateConfig(roots, null, null, Set.of(), Set.of(), 4);
  }

  static LocateConfig days(@Nullable String from, @Nullable String to, Object trail) {
    return new LocateConfig(
        List.of(address(trail)),
        from == null ? null : LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        Set.of(),
        Set.of(),
        4);
  }

  private static String address(Object trail) {
    return trail instanceof TestTrail folder ? folder.root().toString() : trail.toString();
  }

  /** What a query gives, a line for each row; {@code {events}} and the like name the tables. */
  List<String> lines(String sql) {
    return rows(sql).stream().map(row -> row.mkString(" ")).toList();
  }

  List<Row> rows(String sql) {
    String named = sql;
    for (LakeTable table : LakeTable.values()) {
      named = named.replace("{%s}".formatted(table.directory()), name(table));
    }
    return spark.sql(named).collectAsList();
  }

  String name(LakeTable table) {
    return "delta.`%s/%s`".formatted(uri, table.name().toLowerCase(Locale.ROOT));
  }

  /** The versions of all tables' logs. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (LakeTable table : LakeTable.ingested()) {
      versions.put(
          table.directory(), spark.sql("DESCRIBE HISTORY " + name(table)).first().getLong(0));
    }
    return versions;
  }

  LakeContent content() {
    return LakeContent.of(spark.sessionState().newHadoopConf(), uri);
  }

  /** Refuses a lake in which something is twice, lost or from nowhere. */
  LakeContent requireSound() {
    LakeContent content = content();
    assertThat(content.hashes()).as("each event once").doesNotHaveDuplicates();
    assertThat(content.objects()).as("each object once").doesNotHaveDuplicates();
    assertThat(content.rowsOfRun()).as("the ledger's rows").isEqualTo(content.eventsOfRun());
    assertThat(content.runs()).as("the runs' rows").isEqualTo(content.eventsOfRun());
    return content;
  }
}
