package io.trailhouse.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  /** The name of the field that holds these options in every command. */
  static final String FIELD = "common";

  @Option(
      names = ConfigFile.OPTION,
      order = 100,
      paramLabel = "FILE",
      description = {
        "Options from a file, one a line: lake=s3a://lake/trails",
        "Example: --config night.conf"
      })
  @SuppressWarnings("UnusedVariable") // ConfigFile reads it before the options are parsed.
  private @Nullable String config;

  @Option(
      names = ConfigFile.CONF,
      order = 101,
      paramLabel = "KEY=VALUE",
      converter = Setting.Converter.class,
      description = {
        "A setting of Spark, or of Hadoop behind spark.hadoop.; can stand several times.",
        "Example: --conf spark.hadoop.fs.s3a.path.style.access=true"
      })
  private List<Setting> conf = new ArrayList<>();

  @Option(
      names = "--verbose",
      order = 102,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Show stack traces, and what Spark logs.")
  private boolean verbose;

  @Option(
      names = "--quiet",
      order = 103,
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Tell nothing on standard error but warnings and errors.")
  private boolean quiet;

  @Option(
      names = {"-h", "--help"},
      order = 104,
      usageHelp = true,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // picocli answers it.
  private boolean help;

  private Bar bar = Bar.NONE;

  List<Setting> conf() {
    return conf;
  }

  boolean verbose() {
    return verbose;
  }

  boolean quiet() {
    return quiet;
  }

  /** What shows how the command gets on. */
  Bar bar() {
    return bar;
  }

  void show(Bar shown) {
    bar = shown;
  }
}
