package io.trailhouse.locate;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param trails addresses of buckets, folders or single objects, at any level of a trail
 * @param from the first day of delivery, null for no limit
 * @param to the day after the last day of delivery, null for no limit
 * @param accounts accounts to list, empty for all
 * @param regions regions to list, empty for all
 * @param unsaid what becomes of objects whose keys do not say what is asked about
 * @param parallelism how many folders to list at a time
 */
public record LocateConfig(
    List<String> trails,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Set<String> accounts,
    Set<String> regions,
    Unsaid unsaid,
    int parallelism) {

  /** How many folders to list at a time where nothing speaks for another number. */
  public static final int PARALLELISM = 16;

  /** Refuses what could find nothing. */
  public LocateConfig {
    trails = List.copyOf(trails);
    accounts = Set.copyOf(accounts);
    regions = Set.copyOf(regions);
    if (trails.isEmpty() || trails.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "At least one trail is needed, such as s3a://my-trail-bucket/AWSLogs, and none may be"
              + " empty");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "--from %s must be before --to %s, whose own day is not included".formatted(from, to));
    }
    for (String account : accounts) {
      if (!TrailFolder.isAccount(account)) {
        throw new IllegalArgumentException(
            "--account must be the twelve digits of an AWS account, cannot be: " + account);
      }
    }
    if (regions.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("--region must not be empty, such as eu-central-1");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "At least 1 folder must be listed at a time, cannot be: " + parallelism);
    }
  }

  /** Looks for objects whose keys say what is asked about. */
  public LocateConfig(
      List<String> trails,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Set<String> accounts,
      Set<String> regions,
      int parallelism) {
    this(trails, from, to, accounts, regions, Unsaid.LEFT_OUT, parallelism);
  }

  /** Whether a key can name such an account. */
  public static boolean isAccount(String text) {
    return TrailFolder.isAccount(text);
  }

  Days window() {
    return Days.between(from, to);
  }

  boolean wantsAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  boolean wantsRegion(String region) {
    return regions.isEmpty() || regions.contains(region);
  }
}
