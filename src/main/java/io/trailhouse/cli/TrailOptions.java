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

  LocateConfig config() {
    return new LocateConfig(trail.uris(), from, to, accounts, regions, LocateConfig.PARALLELISM);
  }
}
