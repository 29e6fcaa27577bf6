package io.trailhouse.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import io.trailhouse.sample.SampleTrail;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Archives in buckets, made and read by the commands as their users run them. */
@S3Test
@TestInstance(Lifecycle.PER_CLASS)
class S3ArchiveIT {

  private final S3Bucket bucket;
  private final String archive;
  private final String lake;
  private final Launch trailhouse;
  private Outcome archived = new Outcome(-1, "", "");

  S3ArchiveIT(S3Proxy s3) {
    this.bucket = s3.newBucket();
    this.archive = s3.newBucket().address() + "/archive";
    this.lake = s3.newBucket().address() + "/lake";
    this.trailhouse = Launch.trailhouse().with(s3.environment());
  }

  @BeforeAll
  void archiveTheSample() throws IOException {
    bucket.putAll("trail", Launch.PROJECT.resolve(SampleTrail.COMMITTED));
    archived = archive();
  }

  @Test
  void packsAllObjects() {
    assertThat(archived)
        .returns(0, Outcome::code)
        .satisfies(outcome -> assertThat(outcome.out()).contains("\nWrote 1 file, "));
  }

  @Test
  void packsNothingTheSecondTime() {
    assertThat(archive().out()).endsWith("Nothing is new; nothing was written.\n");
  }

  @Test
  void isIngestedLikeTheTrail() {
    Outcome outcome = ingest(archive);
    assertThat(outcome.out())
        .as(outcome.err())
        .contains(String.format(Locale.ROOT, " = %,d rows + ", SampleTrail.truth().events()));
    assertThat(ingest(bucket.address() + "/trail").out())
        .contains("Nothing is new; nothing was written.");
  }

  private Outcome archive() {
    return run("archive", "--trail", bucket.address() + "/trail", "--out", archive);
  }

  private Outcome ingest(String trail) {
    return run("ingest", "--trail", trail, "--lake", lake);
  }

  private Outcome run(String command, String... arguments) {
    return trailhouse.given(List.of(command)).run(arguments);
  }
}
