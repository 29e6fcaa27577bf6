package io.trailhouse.report;

import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.people.People;
import io.trailhouse.record.Limits;
import io.trailhouse.sample.GeneratedTrail;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake that reports are asked of, and the archive that it was made from. The archive is read from
 * its objects; the lake only tells which delivery of an event it kept, and who is behind whom: both
 * are tested elsewhere.
 */
record CountedLake(SparkSession spark, Lake lake, Archive archive) {

  /** The days that the trails have events of, but for the seeds, which are older. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 28);

  static final LocalDate END = LocalDate.of(2026, 10, 3);

  private record Held(LocalDate day, String actor) {}

  /** Fills a lake below a folder with the sample, a trail of random events, and odd ones. */
  static CountedLake fill(SparkSession shared, Path folder) throws IOException {
    SparkSession spark = shared.newSession();
    Path generated = folder.resolve("generated");
    GeneratedTrail.of(
            GeneratedTrail.Config.of(4, 1_500).withPlaces(2, 2).withShares(0.05, 0.02, 0.15))
        .writeTo(generated);
    List<Path> roots = List.of(SampleTrail.COMMITTED, generated, ToldTrail.write(folder));
    String uri = folder.resolve("lake").toString();
    LocateConfig trails =
        new LocateConfig(
            roots.stream().map(Path::toString).toList(), null, null, Set.of(), Set.of(), 2);
    new Ingest(spark, new IngestConfig(trails, uri, Limits.DEFAULT, "test"), IngestProgress.NONE)
        .execute();
    Lake lake = Lake.at(spark.sessionState().newHadoopConf(), uri);
    Set<String> kept = kept(spark, lake);
    Map<Held, Counted.Person> people = people(spark, lake);
    Archive archive =
        Archive.read(
            roots,
            (file, index) -> kept.contains(file.toAbsolutePath() + "#" + index),
            event -> people.get(new Held(event.day(), event.actor())));
    return new CountedLake(spark, lake, archive);
  }

  private static Set<String> kept(SparkSession spark, Lake lake) {
    Set<String> kept = new HashSet<>();
    for (Row row :
        new LakeViews(spark, lake)
            .table(LakeTable.EVENTS)
            .select("source_file", "source_index")
            .collectAsList()) {
      kept.add(Path.of(URI.create(row.getString(0)).getPath()) + "#" + row.getInt(1));
    }
    return kept;
  }

  private static Map<Held, Counted.Person> people(SparkSession spark, Lake lake) {
    People.resolve(spark, lake, FIRST_DAY.minusDays(1), END.plusDays(2), People.LOOK_BACK);
    Map<Held, Counted.Person> people = new HashMap<>();
    for (Row row :
        new LakeViews(spark, lake)
            .table(LakeTable.PEOPLE)
            .filter("person IS NOT NULL")
            .select("event_date", "actor", "person", "person_rule", "chained_to")
            .collectAsList()) {
      people.put(
          new Held(row.getDate(0).toLocalDate(), row.getString(1)),
          new Counted.Person(row.getString(2), row.getString(3), row.getString(4)));
    }
    return people;
  }
}
