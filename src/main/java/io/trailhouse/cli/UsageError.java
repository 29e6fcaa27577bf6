package io.trailhouse.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where to read how it should be. */
final class UsageError implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine commandLine = exception.getCommandLine();
    PrintWriter err = Trailhouse.err(commandLine);
    Failure.complain(
        err, message(exception, args), List.of(args).contains("--verbose") ? exception : null);
    err.println("See: %s --help".formatted(commandLine.getCommandSpec().qualifiedName()));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException exception, String[] args) {
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched);
    }
    if (exception instanceof MissingParameterException) {
      CommandLine commandLine = exception.getCommandLine();
      for (String arg : args) {
        if (arg.startsWith("-") && commandLine.getCommandSpec().findOption(nameOf(arg)) == null) {
          return unmatched(new UnmatchedArgumentException(commandLine, List.of(arg)));
        }
      }
    }
    return String.valueOf(exception.getMessage());
  }

  private static String nameOf(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  /** Only the first: what follows it is often its value. */
  private static String unmatched(UnmatchedArgumentException exception) {
    CommandSpec command = exception.getCommandLine().getCommandSpec();
    String given = exception.getUnmatched().get(0);
    boolean top = command.parent() == null;
    String said;
    if (exception.isUnknownOption()) {
      said = "There is no option %s.".formatted(nameOf(given));
    } else if (top) {
      said = "There is no command %s.".formatted(given);
    } else {
      return "'%s' is one word too many; a query or a path with spaces needs quotes."
          .formatted(given);
    }
    List<String> suggestions = exception.getSuggestions();
    return suggestions.isEmpty()
        ? said
        : said + " Is it %s?".formatted(suggestions.get(0).replaceFirst("^trailhouse ", ""));
  }
}
