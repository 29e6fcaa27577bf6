package io.trailhouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of the benchmark, from making the trails to the results. */
final class BenchRun {

  private static final double WANTED_HEAP = 1;
  private static final double[] SIZES = {0.5, 1, 2, 4};
  private static final int COLD_STARTS = 3;

  private final Scale scale;
  private final Path folder;
  private final Path tables;
  private final @Nullable Path archive;
  private final double heap;
  private final PrintWriter log;
  private final List<Heat> heats = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares to run.
   *
   * @param scale how much is measured how often
   * @param folder what is made goes there
   * @param archive a real archive to ingest too; null if there is none
   * @param heap heap of Trailhouse's process in GB
   * @param log is told how the run gets on
   */
  BenchRun(Scale scale, Path folder, @Nullable Path archive, double heap, PrintWriter log) {
    this.scale = scale;
    this.folder = folder;
    this.tables = folder.resolve("tables");
    this.archive = archive;
    this.heap = heap;
    this.log = log;
  }

  /** Runs it. */
  Results execute(String command) throws IOException {
    new Folder(tables).delete();
    Files.createDirectories(tables);
    Machine machine = Machine.here();
    Trails trails = new Trails(folder.resolve("trails"), machine.cores(), log);
    Trail main = trails.ofEvents(scale.events());
    ColumnBytes bytes;
    List<Heat> growth;
    try (Workers workers = workers(machine, heap)) {
      Programme programme = new Programme(scale, workers, new Race(log), tables);
      heats.addAll(programme.main(main));
      bytes = programme.columnBytes(heats.get(0), main);
      heats.addAll(programme.reading(main));
      heats.addAll(programme.small(trails.ofSmallObjects(scale.smallObjects())));
      if (archive != null) {
        heats.addAll(programme.copies(trails.ofCopies(archive, scale.copiesBytes())));
      }
      growth = scale.growth().all() == 0 ? List.of() : programme.growth(sizes(trails));
      heats.addAll(growth);
    }
    double sufficient = scale.isLarge() && suffices(machine, main) ? WANTED_HEAP : heap;
    fromTheShell(trails);
    new Folder(tables).delete();
    return new Results(
        command,
        LocalDate.now(ZoneOffset.UTC).toString(),
        machine,
        heap,
        sufficient,
        List.copyOf(heats),
        bytes,
        Growth.exponent(growth),
        List.copyOf(notes));
  }

  private List<Trail> sizes(Trails trails) throws IOException {
    List<Trail> sizes = new ArrayList<>();
    for (double size : SIZES) {
      sizes.add(trails.ofEvents(Math.round(scale.events() * size)));
    }
    return sizes;
  }

  private Workers workers(Machine machine, double trailhouseHeap) {
    List<String> sparkOptions =
        List.of(System.getProperty("bench.spark-options", "").strip().split("\\s+", -1));
    Map<ContenderKind, String> heaps =
        Map.of(
            ContenderKind.TRAILHOUSE,
            Math.round(trailhouseHeap * 1024) + "m",
            ContenderKind.SPARK_RECIPE,
            recipeHeap(machine),
            ContenderKind.DUCKDB,
            "512m",
            ContenderKind.PLAIN_JAVA,
            "1g");
    return new Workers(heaps, machine.cores(), sparkOptions, folder);
  }

  /** As much as it needs to be fast, but no more than leaves room for DuckDB. */
  private static String recipeHeap(Machine machine) {
    return Math.min(8 << 10, (machine.memoryBytes() / 4) >> 20) + "m";
  }

  /** Whether an ingest gets by with the heap that is wanted; a failure is an answer. */
  private boolean suffices(Machine machine, Trail trail) throws IOException {
    log.println("Ingest with %.0f GB of heap".formatted(WANTED_HEAP));
    try (Workers workers = workers(machine, WANTED_HEAP)) {
      Step step = Step.ingest(trail, tables.resolve("least-heap").toString());
      Measurement measurement = workers.of(ContenderKind.TRAILHOUSE).run(step);
      notes.add(
          "With %.0f GB of heap the ingest took %.1f s, cold."
              .formatted(WANTED_HEAP, measurement.seconds()));
      return true;
    } catch (WorkerFailedException e) {
      notes.add("With %.0f GB of heap: %s".formatted(WANTED_HEAP, e.getMessage()));
      return false;
    }
  }

  private void fromTheShell(Trails trails) throws IOException {
    Path home = Path.of(System.getProperty("bench.home", "."));
    Shell shell = new Shell(home, tables.resolve("shell.log"));
    if (!shell.isBuilt()) {
      notes.add("Reports and cold starts were left out: run mvn -DskipTests package first.");
      return;
    }
    log.println(Discipline.REPORTS.title());
    heats.add(
        new DailyReports(shell, tables.resolve("daily"), tables.resolve("daily-reports"))
            .run(trails.ofTwoDays(scale.eventsOfReportedDay()), Trails.FIRST_DAY.plusDays(1)));
    log.println(Discipline.COLD_START.title());
    heats.add(
        new ColdStart(shell, home.resolve("src/sample/trail"), tables.resolve("cold"))
            .run(Math.min(scale.ingest().counted(), COLD_STARTS)));
  }
}
