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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The benchmark's command line. */
@Command(
    name = "bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Runs Trailhouse and its peers on the same trails in turn, and prints what each took.",
      "Results go to bench.json and bench.md in the folder of --out."
    },
    footer = {
      "%nExamples:",
      "  scripts/bench",
      "  scripts/bench --large",
      "  scripts/bench --events 100000 --rounds 3 --trail ./archive",
      "  scripts/bench --check",
      "  scripts/bench --micro"
    })
public final class Bench implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int COLD_STARTS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of the trail. Default: 500000; 5000000 with --large.")
  private @Nullable Long events;

  @Option(names = "--large", description = "Ten times as many events; growth is left out.")
  private boolean large;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      description = "Counted rounds. Default: 5; 3 with --large.")
  private @Nullable Integer rounds;

  @Option(
      names = "--trail",
      paramLabel = "DIR",
      description = "A real archive, which is repeated to 200 MB of JSON and ingested too.")
  private @Nullable Path trail;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/bench",
      description = "Folder of results, trails and tables. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("target/bench");

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "2",
      description = "Heap of Trailhouse's process in GB. Default: ${DEFAULT-VALUE}")
  private double heap = 2;

  @Option(
      names = "--check",
      description = "A small run that only tells whether all contenders agree.")
  private boolean check;

  /**
   * Runs it and exits: 0 if all was measured and all counts agree, else 1; 2 for a wrong option.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter log = spec.commandLine().getErr();
    Files.createDirectories(out);
    Path folder = out.toAbsolutePath().normalize();
    Scale scale = scale();
    Results results = run(scale, folder, log);
    List<Target> targets = Targets.of(results, scale);
    List<String> complaints = Checks.of(results);
    Report report = new Report(results, targets);
    Json.write(folder.resolve("bench.json"), new Written(results, targets, complaints));
    Files.writeString(folder.resolve("bench.md"), report.markdown());
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(report.text());
    complaints.forEach(screen::println);
    screen.flush();
    return complaints.isEmpty() ? 0 : FAILED;
  }

  private Scale scale() {
    Scale scale = check ? Scale.check() : large ? Scale.large() : Scale.standard();
    scale = events == null ? scale : scale.withEvents(events);
    return rounds == null ? scale : scale.withRounds(rounds);
  }

  private Results run(Scale scale, Path folder, PrintWriter log) throws IOException {
    Machine machine = Machine.here();
    Path tables = folder.resolve("tables");
    new Folder(tables).delete();
    Files.createDirectories(tables);
    Trails trails = new Trails(folder.resolve("trails"), machine.cores(), log);
    List<Heat> heats = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Trail main = trails.ofEvents(scale.events());
    Trail small = trails.ofSmallObjects(scale.smallObjects());
    List<Trail> sizes = growing(trails, scale);
    Results results;
    try (Workers workers = workers(machine, folder)) {
      Programme programme = new Programme(scale, workers, new Race(log), tables);
      heats.addAll(programme.main(main));
      ColumnBytes bytes = programme.columnBytes(heats.get(0), main);
      heats.addAll(programme.reading(main));
      heats.addAll(programme.small(small));
      if (trail != null) {
        heats.addAll(programme.copies(trails.ofCopies(trail, scale.copiesBytes())));
      }
      List<Heat> growth = sizes.isEmpty() ? List.of() : programme.growth(sizes);
      heats.addAll(growth);
      results =
          new Results(
              command(),
              LocalDate.now(ZoneOffset.UTC).toString(),
              machine,
              heap,
              heap,
              heats,
              bytes,
              Growth.exponent(growth),
              notes);
    }
    coldStart(folder, heats, notes, log);
    new Folder(tables).delete();
    return results;
  }

  private static List<Trail> growing(Trails trails, Scale scale) throws IOException {
    List<Trail> sizes = new ArrayList<>();
    if (scale.growthRounds() > 0) {
      for (double factor : new double[] {0.5, 1, 2, 4}) {
        sizes.add(trails.ofEvents(Math.round(scale.events() * factor)));
      }
    }
    return sizes;
  }

  private Workers workers(Machine machine, Path folder) {
    List<String> sparkOptions =
        List.of(System.getProperty("bench.spark-options", "").strip().split("\\s+", -1));
    Map<ContenderKind, String> heaps =
        Map.of(
            ContenderKind.TRAILHOUSE, Math.round(heap * 1024) + "m",
            ContenderKind.SPARK_RECIPE, "8g",
            ContenderKind.DUCKDB, "512m",
            ContenderKind.PLAIN_JAVA, "1g");
    return new Workers(heaps, machine.cores(), sparkOptions, folder);
  }

  private static void coldStart(Path folder, List<Heat> heats, List<String> notes, PrintWriter log)
      throws IOException {
    Path home = Path.of(System.getProperty("bench.home", "."));
    ColdStart cold = new ColdStart(home, folder.resolve("tables/cold"));
    if (cold.isBuilt()) {
      log.println(Discipline.COLD_START.title());
      heats.add(cold.run(COLD_STARTS));
    } else {
      notes.add("Cold starts were left out: run mvn -DskipTests package first.");
    }
  }

  private String command() {
    List<String> words = new ArrayList<>(List.of("scripts/bench"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    return String.join(" ", words);
  }

  /** What bench.json holds. */
  private record Written(Results results, List<Target> targets, List<String> complaints) {}
}
