package io.trailhouse.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the trails are. */
final class TrailOption {

  @Option(
      names = "--trail",
      order = 0,
      required = true,
      arity = "1..*",
      hideParamSyntax = true,
      split = ConfigFile.SEPARATOR,
      paramLabel = "URI...",
      description = {
        "Where the trail is: a bucket, any folder of it, or a file; several are possible.",
        "Example: --trail s3a://org-trail/AWSLogs"
      })
  private List<String> uris = new ArrayList<>();

  List<String> uris() {
    return uris;
  }
}
