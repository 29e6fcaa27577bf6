package io.trailhouse.bench;

import static io.trailhouse.bench.ContenderKind.DUCKDB;
import static io.trailhouse.bench.ContenderKind.PLAIN_JAVA;
import static io.trailhouse.bench.ContenderKind.SPARK_RECIPE;
import static io.trailhouse.bench.ContenderKind.TRAILHOUSE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The contests of a benchmark, one after the other. */
final class Programme {

  static final String GUNZIP = "gunzip";
  static final String READER = "record reader";

  private final Scale scale;
  private final Workers workers;
  private final Race race;
  private final Path output;

  /** Prepares to run; tables go below {@code output}. */
  Programme(Scale scale, Workers workers, Race race, Path output) {
    this.scale = scale;
    this.workers = workers;
    this.race = race;
    this.output = output;
  }

  /** Ingest, and all that is asked of what it made. */
  List<Heat> main(Trail trail) throws IOException {
    List<Heat> heats = new ArrayList<>();
    heats.add(
        race.run(
            ingest(Discipline.INGEST, trail, scale.ingest(), TRAILHOUSE, DUCKDB, SPARK_RECIPE)));
    workers.end(SPARK_RECIPE);
    heats.add(race.run(nothingNew(Discipline.NOTHING_NEW, trail)));
    heats.addAll(race.run(Arrays.stream(LakeQuery.values()).map(q -> query(q, trail)).toList()));
    return heats;
  }

  /** Reading without a table. */
  List<Heat> reading(Trail trail) throws IOException {
    return List.of(
        race.run(scan(Discipline.SCAN_THREE, Task.SCAN_THREE, trail)),
        race.run(scan(Discipline.SCAN_ALL, Task.SCAN_ALL, trail)),
        race.run(
            new Contest(
                Discipline.READER,
                "",
                trail,
                List.of(
                    entrant(READER, PLAIN_JAVA, Step.read(Task.READ_ONE_THREAD, trail)),
                    entrant(GUNZIP, PLAIN_JAVA, Step.read(Task.GUNZIP_ONE_THREAD, trail))))));
  }

  /** Many small objects. */
  List<Heat> small(Trail trail) throws IOException {
    return List.of(
        race.run(ingest(Discipline.SMALL_OBJECTS, trail, scale.reading(), TRAILHOUSE, DUCKDB)),
        race.run(nothingNew(Discipline.NOTHING_NEW_SMALL, trail)));
  }

  /** An archive that was not made for this. */
  List<Heat> copies(Trail trail) throws IOException {
    return List.of(race.run(ingest(Discipline.COPIES, trail, scale.ingest(), TRAILHOUSE, DUCKDB)));
  }

  /** The same with less and more. */
  List<Heat> growth(List<Trail> trails) throws IOException {
    return race.run(
        trails.stream()
            .map(
                trail ->
                    new Contest(
                        Discipline.GROWTH,
                        trail.name(),
                        trail,
                        List.of(
                            new Entrant(
                                TRAILHOUSE.label(),
                                workers.of(TRAILHOUSE),
                                Step.ingest(trail, table(TRAILHOUSE, trail, "growth-")),
                                scale.growth()))))
            .toList());
  }

  /** Bytes of each column of both tables. */
  ColumnBytes columnBytes(Heat ingest, Trail trail) throws IOException {
    WorkerProcess duck = workers.of(DUCKDB);
    Path lake = Path.of(table(TRAILHOUSE, trail, "")).resolve("events");
    Series trailhouse = ingest.of(TRAILHOUSE.label());
    return ColumnBytes.of(
        trailhouse == null ? 0 : trailhouse.outcome().bytes(),
        duck.run(Step.columnBytes(lake.toString())).outcome(),
        duck.run(Step.columnBytes(table(DUCKDB, trail, ""))).outcome());
  }

  private Contest ingest(Discipline discipline, Trail trail, Rounds rounds, ContenderKind... kinds)
      throws IOException {
    List<Entrant> entrants = new ArrayList<>();
    for (ContenderKind kind : kinds) {
      Rounds own = kind == SPARK_RECIPE ? scale.recipe() : rounds;
      Step step = Step.ingest(trail, table(kind, trail, ""));
      entrants.add(new Entrant(kind.label(), workers.of(kind), step, own));
    }
    Step gunzip = Step.read(Task.GUNZIP, trail);
    entrants.add(new Entrant(GUNZIP, workers.of(PLAIN_JAVA), gunzip, rounds));
    return new Contest(discipline, "", trail, entrants);
  }

  private Contest nothingNew(Discipline discipline, Trail trail) throws IOException {
    Step step = Step.ingestAgain(trail, table(TRAILHOUSE, trail, ""));
    return new Contest(
        discipline, "", trail, List.of(entrant(TRAILHOUSE.label(), TRAILHOUSE, step)));
  }

  private Contest query(LakeQuery query, Trail trail) {
    return new Contest(
        Discipline.QUERY,
        query.label(),
        trail,
        List.of(query(TRAILHOUSE, query, trail), query(DUCKDB, query, trail)));
  }

  private Entrant query(ContenderKind kind, LakeQuery query, Trail trail) {
    return new Entrant(
        kind.label(), workers.of(kind), Step.query(query, table(kind, trail, "")), scale.reading());
  }

  private Contest scan(Discipline discipline, Task task, Trail trail) throws IOException {
    return new Contest(
        discipline,
        "",
        trail,
        List.of(
            entrant(TRAILHOUSE.label(), TRAILHOUSE, Step.read(task, trail)),
            entrant(DUCKDB.label(), DUCKDB, Step.read(task, trail))));
  }

  private Entrant entrant(String name, ContenderKind kind, Step step) throws IOException {
    return new Entrant(name, workers.of(kind), step, scale.reading());
  }

  private String table(ContenderKind kind, Trail trail, String prefix) {
    return output
        .resolve(prefix + kind.name().toLowerCase(Locale.ROOT) + "-" + trail.name())
        .toString();
  }
}
