package io.trailhouse.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options from a file: lake=s3a://my-lake/trails. Example: --config night.conf")
  @SuppressWarnings("UnusedVariable") // ConfigFile reads it before the options are parsed.
  private @Nullable String config;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Spark, or of Hadoop behind spark.hadoop. Example: --conf"
              + " spark.hadoop.fs.s3a.path.style.access=true")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(names = "--verbose", description = "Show stack traces, and what Spark logs.")
  private boolean verbose;

  Map<String, String> conf() {
    return conf;
  }

  boolean verbose() {
    return verbose;
  }
}
