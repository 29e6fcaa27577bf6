package io.trailhouse.cli;

import io.trailhouse.locate.LocateConfig;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the trails are, and which of their objects are meant. */
final class TrailOptions {

  @Mixin private TrailOption trail;

  @Option(
      names = "--from",
      order = 2,
      paramLabel = "DAY",
      converter = Day.class,
      description = {"First day of delivery, UTC.", "Example: --from 2026-10-01"})
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      order = 3,
      paramLabel = "DAY",
      converter = Day.class,
      description = {"Day after the last day of delivery, UTC.", "Example: --to 2026-11-01"})
  private @Nullable LocalDate to;

  @Option(
      names = "--account",
      order = 4,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "ID,...",
      description = {
        "Only objects of these accounts, by their keys.",
        "Example: --account 111122223333,444455556666"
      })
  private Set<String> accounts = new LinkedHashSet<>();

  @Option(
      names = "--region",
      order = 5,
      split = ",",
      hideParamSyntax = true,
      paramLabel = "REGION,...",
      description = {
        "Only objects of these regions, by their keys.",
        "Example: --region eu-west-1,us-east-1"
      })
  private Set<String> regions = new LinkedHashSet<>();

  /** Why nothing was written; null if there was something to write. */
  static @Nullable String nothing(long objectsListed, long objectsNew) {
    if (objectsListed == 0) {
      return "No trail object was found, so nothing was written; check --trail, and --from, --to,"
          + " --account and --region if they are given.";
    }
    return objectsNew == 0 ? "Nothing is new; nothing was written." : null;
  }

  LocateConfig config() {
    return new LocateConfig(trail.uris(), from, to, accounts, regions, LocateConfig.PARALLELISM);
  }
}
