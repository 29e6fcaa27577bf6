package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class, of the embedded Spark and of {@code spark-submit}. */
@Command(
    name = "trailhouse",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "CloudTrail archives into one Delta table that can be asked who did what.",
    subcommands = {IngestCommand.class, SqlCommand.class, StatusCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected; a bug, or a machine at its end",
      "2:the command line is wrong",
      "3:you must act; the message says how",
      "4:done, but something was quarantined"
    })
public final class Trailhouse implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            args));
  }

  /**
   * Runs one command.
   *
   * @param out where the answer goes
   * @param err where progress and errors go
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine =
        new CommandLine(new Trailhouse())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setUsageHelpAutoWidth(true);
    commandLine.setParameterExceptionHandler(
        (exception, wrong) -> {
          CommandLine failed = exception.getCommandLine();
          failed.getErr().println("trailhouse: " + exception.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(exception, failed.getErr());
          failed
              .getErr()
              .println("See: %s --help".formatted(failed.getCommandSpec().qualifiedName()));
          return CommandLine.ExitCode.USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (exception, failed, parsed) ->
            Failure.of(exception)
                .print(failed.getErr(), Arrays.asList(args).contains("--verbose")));
    try {
      commandLine.setDefaultValueProvider(ConfigFile.namedIn(commandLine, args));
    } catch (ParameterException e) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    int exitCode = commandLine.execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See trailhouse --help");
  }
}
