package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A night, and maintenance after it, with everything in buckets. */
@S3Test
@TestInstance(Lifecycle.PER_CLASS)
class S3NightlyIT {

  private final S3Bucket bucket;
  private final S3Bucket nights;
  private final String lake;
  private final Launch trailhouse;
  private Outcome night = new Outcome(-1, "", "");
  private Outcome maintained = new Outcome(-1, "", "");

  S3NightlyIT(S3Proxy s3) {
    this.bucket = s3.newBucket();
    this.nights = s3.newBucket();
    this.lake = s3.newBucket().address() + "/lake";
    this.trailhouse = Launch.trailhouse().with(s3.environment());
  }

  @BeforeAll
  void passANight() throws IOException {
    bucket.putAll("trail", Launch.PROJECT.resolve(SampleTrail.COMMITTED));
    trailhouse.run(
        "ingest", "--trail", bucket.address() + "/trail", "--lake", lake, "--to", "2026-09-30");
    night =
        trailhouse.run(
            "nightly",
            "--trail",
            bucket.address() + "/trail",
            "--lake",
            lake,
            "--out",
            nights.address() + "/nights",
            "--day",
            "2026-09-30",
            "--format",
            "html");
    maintained =
        trailhouse.run("maintain", "--lake", lake, "--compact", "--expire", "3650", "--vacuum");
  }

  @Test
  void reportsOnTheDay() {
    assertThat(night.out())
        .as(night.err())
        .contains(
            "Night of 2026-09-30: ",
            "Reported on 2026-09-30.",
            "All nights: %s/nights/index.html".formatted(nights.address()));
  }

  @Test
  void hasMergedWhatTheNightLeft() {
    assertThat(maintained.out())
        .as(maintained.err())
        .contains("No partition of events has small files to merge.", "Deleted 0 files, ");
  }

  @Test
  void countsWhatTheLakeHoldsAfterwards() {
    Outcome answer =
        trailhouse.run(
            "sql",
            "--lake",
            lake,
            "--format",
            "csv",
            "SELECT count(*) AS rows FROM events WHERE event_date = DATE'2026-09-30'");
    long rows = Long.parseLong(answer.out().lines().skip(1).findFirst().orElse("-1").strip());
    assertThat(night.out())
        .contains(String.format(Locale.ROOT, "Night of 2026-09-30: %,d events by ", rows));
  }
}
