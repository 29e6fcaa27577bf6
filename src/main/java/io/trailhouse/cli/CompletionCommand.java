package io.trailhouse.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete command lines. */
@Command(
    name = "completion",
    sortOptions = false,
    description = "Prints a script that makes bash or zsh complete commands and options.",
    footer = {
      "%nExamples:",
      "  trailhouse completion > ~/.trailhouse-completion",
      "  trailhouse completion > ~/.local/share/bash-completion/completions/trailhouse",
      "%nThe shell reads the first with: source ~/.trailhouse-completion",
      "bash finds the second by itself."
    })
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli answers it.
  private boolean help;

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
  }
}
