package io.trailhouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
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
    System.exit(
        new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::tell).execute(args));
  }

  /** A worker that failed has said in its log why; all else is a mistake in here. */
  private static int tell(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(failure instanceof IOException)) {
      throw failure;
    }
    command.getErr().println("bench: " + failure.getMessage());
    return FAILED;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(out).toAbsolutePath().normalize();
    Scale scale = scale();
    BenchRun run = new BenchRun(scale, folder, trail, heap, spec.commandLine().getErr());
    Results results = run.execute(command());
    List<Target> targets = Targets.of(results, scale);
    List<String> complaints = Checks.of(results);
    Report report = new Report(results, targets);
    Json.write(folder.resolve("bench.json"), new Written(results, targets, complaints));
    Files.writeString(folder.resolve("bench.md"), report.markdown());
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(check ? "" : report.text());
    screen.println(
        complaints.isEmpty()
            ? "All counts agree, in %d contests.".formatted(results.heats().size())
            : String.join("\n", complaints));
    screen.flush();
    return complaints.isEmpty() ? 0 : FAILED;
  }

  private Scale scale() {
    Scale scale = check ? Scale.check() : large ? Scale.large() : Scale.standard();
    scale = events == null ? scale : scale.withEvents(events);
    return rounds == null ? scale : scale.withRounds(rounds);
  }

  private String command() {
    List<String> words = new ArrayList<>(List.of("scripts/bench"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    return String.join(" ", words);
  }

  /** What bench.json holds. */
  private record Written(Results results, List<Target> targets, List<String> complaints) {}
}
