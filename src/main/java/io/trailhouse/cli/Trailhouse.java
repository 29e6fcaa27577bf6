package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.publish.ReportForm;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The main class, of the embedded Spark and of {@code spark-submit}. */
@Command(
    name = "trailhouse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    description = "CloudTrail archives into one Delta table that can be asked who did what.",
    subcommands = {
      IngestCommand.class,
      ArchiveCommand.class,
      ReportCommand.class,
      SqlCommand.class,
      StatusCommand.class,
      MaintainCommand.class,
      NightlyCommand.class,
      CompletionCommand.class
    },
    footer = {
      "%nExamples:",
      "  trailhouse ingest --trail s3a://org-trail/AWSLogs --lake s3a://lake/trails",
      "  trailhouse ingest --help"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected; a bug, or a machine at its end",
      "2:the command line is wrong",
      "3:you must act; the message says how",
      "4:done, but something was quarantined"
    })
public final class Trailhouse implements Runnable {

  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // The script says so, for Java cannot tell whether standard error is a terminal.
    Integer columns = Integer.getInteger("trailhouse.columns");
    Terminal terminal = columns == null ? null : new Terminal(System.err, columns);
    if (terminal != null) {
      System.setOut(new PrintStream(terminal.above(System.out), false, UTF_8));
      System.setErr(new PrintStream(terminal.above(System.err), true, UTF_8));
    }
    PrintWriter out = new PrintWriter(System.out, false, UTF_8);
    PrintWriter err =
        LogWriter.isWanted() ? new LogWriter() : new PrintWriter(System.err, true, UTF_8);
    int exitCode = run(out, err, err instanceof LogWriter ? null : terminal, args);
    if (exitCode != CommandLine.ExitCode.OK || !isDriverOnYarn()) {
      System.exit(exitCode);
    }
  }

  /** YARN takes a driver that ends its process itself for a failed one, whatever its exit code. */
  private static boolean isDriverOnYarn() {
    return System.getProperty("spark.master", "").equals("yarn")
        && System.getProperty("spark.submit.deployMode", "").equals("cluster");
  }

  /**
   * Runs one command.
   *
   * @param out where the answer goes
   * @param err where progress and errors go
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(out, err, null, args);
  }

  /**
   * The same.
   *
   * @param terminal where to show how the command gets on; null if nobody looks on
   */
  static int run(PrintWriter out, PrintWriter err, @Nullable Terminal terminal, String... args) {
    int exitCode = execute(commandLine(out, err, terminal), args);
    err.flush();
    if (out.checkError()) {
      Failure.complain(err, "The answer was cut short: standard output took no more.", null);
      return exitCode == CommandLine.ExitCode.OK ? Failure.OPERATOR_MUST_ACT : exitCode;
    }
    return exitCode;
  }

  private static CommandLine commandLine(
      PrintWriter out, PrintWriter err, @Nullable Terminal terminal) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(new UsageError())
        .setExecutionStrategy(parsed -> execute(parsed, terminal))
        .setExecutionExceptionHandler(
            (exception, failed, parsed) ->
                failure(failed, exception).print(err(failed), isVerbose(failed)));
  }

  /** How words are understood, and help is laid out. */
  static CommandLine commandLine() {
    return new CommandLine(new Trailhouse())
        .registerConverter(ReportForm.class, text -> Choice.of(ReportForm.class, text))
        .registerConverter(
            SqlCommand.Format.class, text -> Choice.of(SqlCommand.Format.class, text))
        .registerConverter(
            StatusCommand.Format.class, text -> Choice.of(StatusCommand.Format.class, text))
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(WIDTH);
  }

  private static int execute(ParseResult parsed, @Nullable Terminal terminal) {
    CommandLine command = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    CommonOptions options = options(command);
    if (options == null) {
      return new CommandLine.RunLast().execute(parsed);
    }
    if (options.quiet() && options.verbose()) {
      throw new ParameterException(
          command, "--quiet and --verbose contradict each other; give one of them");
    }
    if (options.quiet()) {
      command.setErr(new PrintWriter(Writer.nullWriter()));
    }
    boolean hidden = options.quiet() || options.verbose();
    try (Bar bar =
        terminal == null || hidden
            ? Bar.NONE
            : new TerminalBar(terminal, command.getCommandName())) {
      options.show(bar);
      return new CommandLine.RunLast().execute(parsed);
    }
  }

  /** Where a command's errors go, however quiet it is. */
  static PrintWriter err(CommandLine command) {
    return command.getCommandSpec().root().commandLine().getErr();
  }

  private static int execute(CommandLine commandLine, String[] args) {
    try {
      requireCommandFirst(commandLine, args);
      Secrets.refuseIn(commandLine, args);
      ConfigFile file = ConfigFile.namedIn(commandLine, args);
      commandLine.setDefaultValueProvider(file);
      return commandLine.execute(file.withSettings(args));
    } catch (ParameterException e) {
      return new UsageError().handleParseException(e, args);
    } catch (OutOfMemoryError e) {
      return Failure.of(e).print(commandLine.getErr(), List.of(args).contains("--verbose"));
    }
  }

  private static void requireCommandFirst(CommandLine commandLine, String[] args) {
    if (args.length > 0
        && args[0].startsWith("-")
        && commandLine.getCommandSpec().findOption(args[0]) == null) {
      throw new ParameterException(
          commandLine, "%s cannot stand in front of the command".formatted(args[0]));
    }
  }

  private static Failure failure(CommandLine failed, Exception exception) {
    return failed.getCommand() instanceof SqlCommand
        ? Failure.ofQuery(exception)
        : Failure.of(exception);
  }

  private static boolean isVerbose(CommandLine failed) {
    CommonOptions options = options(failed);
    return options != null && options.verbose();
  }

  private static @Nullable CommonOptions options(CommandLine command) {
    CommandSpec common = command.getCommandSpec().mixins().get(CommonOptions.FIELD);
    return common == null ? null : (CommonOptions) common.userObject();
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Which command? There are %s.".formatted(String.join(", ", spec.subcommands().keySet())));
  }
}
