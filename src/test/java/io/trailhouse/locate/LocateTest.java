package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocateTest {

  private static final String TRAIL = "AWSLogs/o-abc/111122223333/CloudTrail/";
  private static final String KEY =
      TRAIL + "us-east-1/2024/01/02/111122223333_CloudTrail_us-east-1_20240102T0305Z_z.json.gz";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/logs",
        "/logs/AWSLogs",
        "/logs/AWSLogs/o-abc",
        "/logs/AWSLogs/o-abc/111122223333",
        "/logs/" + TRAIL,
        "/logs/" + TRAIL + "us-east-1",
        "/logs/" + TRAIL + "us-east-1/2024",
        "/logs/" + TRAIL + "us-east-1/2024/01",
        "/logs/" + TRAIL + "us-east-1/2024/01/02",
        "/logs/" + KEY
      })
  void beginsAnywhereInATrail(String where) {
    Bucket bucket = new Bucket().with("logs/" + KEY);

    TrailListing listing =
        bucket.locate(Configs.window(bucket.uri() + where, "2024-01-02", "2024-01-03"));

    assertThat(listing.objects())
        .singleElement()
        .extracting(TrailObject::path, TrailObject::account, TrailObject::region, TrailObject::kind)
        .containsExactly(
            bucket.uri() + "/logs/" + KEY, "111122223333", "us-east-1", ObjectKind.MANAGEMENT);
  }

  @Test
  void findsEveryLayoutOnALocalDisk(@TempDir Path folder) throws IOException {
    List<String> keys =
        List.of(
            "100% all/AWSLogs/111122223333/CloudTrail-Insight/moon-1/2024/01/02/a b.json.gz",
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/01/02/a.json",
            "loose/deep/111122223333_CloudTrail_us-east-1_20240102T0305Z_z.json",
            "loose/more.jsonl",
            "o-abc/AWSLogs/o-abc/111122223333/CloudTrail/cn-north-1/2024/01/02/%41.json.gz");
    for (String key : keys) {
      write(folder.resolve(key));
    }

    TrailListing listing = locate(Configs.everything(folder.toString()));

    assertThat(listing.objects())
        .extracting(TrailObject::path)
        .containsExactlyElementsOf(keys.stream().map(key -> "file:" + folder + "/" + key).toList());
  }

  @Test
  void tellsAVersionOfALocalFile(@TempDir Path folder) throws IOException {
    Path file = write(folder.resolve("a.json"));

    TrailListing listing = locate(Configs.everything("file://" + file));

    assertThat(listing.objects())
        .extracting(TrailObject::version)
        .containsExactly(Files.getLastModifiedTime(file).toMillis() + "-2");
  }

  @Test
  void tellsAnEtagWithoutItsQuotes() {
    Bucket bucket = new Bucket().with(KEY);

    TrailListing listing = bucket.locate(Configs.everything(bucket.uri()));

    assertThat(listing.objects())
        .singleElement()
        .extracting(TrailObject::version)
        .asString()
        .matches("[0-9a-f]{32}");
  }

  @Test
  void findsOnceWhatTwoRootsReach() {
    Bucket bucket =
        new Bucket().with(KEY).with("AWSLogs/o-abc/111122223333/CloudTrail-Digest/r/d.json.gz");

    TrailListing listing =
        bucket.locate(
            Configs.everything(
                bucket.uri(),
                bucket.uri() + "/",
                bucket.uri() + "/AWSLogs/o-abc/111122223333",
                bucket.uri() + "/" + TRAIL + "us-east-1/2024/01",
                bucket.uri() + "/" + KEY));

    assertThat(bucket.keys(listing)).containsExactly(KEY);
    assertThat(listing.leftAlone()).isEqualTo(Map.of(ObjectKind.DIGEST, 1L));
  }

  @Test
  void readsWhatIsAskedForByNameThoughAWalkWouldPassItBy() {
    Bucket bucket = new Bucket().with("AWSLogs/111122223333/backup/a.json").with("_old/b.json");

    TrailListing listing =
        bucket.locate(
            Configs.everything(
                bucket.uri() + "/AWSLogs/111122223333/backup", bucket.uri() + "/_old"));

    assertThat(bucket.keys(listing))
        .containsExactly("AWSLogs/111122223333/backup/a.json", "_old/b.json");
  }

  @Test
  void countsWhatItLeavesAlone() {
    Bucket bucket =
        new Bucket()
            .with("AWSLogs/111122223333/CloudTrail-Digest/r/2024/01/02/d.json.gz")
            .with("AWSLogs/111122223333/CloudTrail/r/2024/01/02/notes.txt")
            .with("_temporary/0/a.json")
            .with("manifest.json")
            .with(".hidden.json");

    TrailListing listing = bucket.locate(Configs.everything(bucket.uri()));

    assertThat(listing)
        .isEqualTo(
            new TrailListing(
                List.of(),
                List.of(),
                Map.of(
                    ObjectKind.DIGEST,
                    1L,
                    ObjectKind.HIDDEN,
                    2L,
                    ObjectKind.MANIFEST,
                    1L,
                    ObjectKind.UNKNOWN_NAME,
                    1L),
                0,
                0,
                listing.listCalls()));
  }

  @Test
  void includesTheFirstDayOfAWindowAndNotTheLast() {
    Bucket bucket = new Bucket();
    for (String time : List.of("20240101T2359Z", "20240102T0000Z", "20240103T2359Z")) {
      bucket.with("dump/111122223333_CloudTrail_r_%s_z.json".formatted(time));
    }
    bucket.with("dump/111122223333_CloudTrail_r_20240104T0000Z_z.json");

    TrailListing listing = bucket.locate(Configs.window(bucket.uri(), "2024-01-02", "2024-01-04"));

    assertThat(listing.objects())
        .extracting(TrailObject::deliveryDate)
        .containsExactly(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 3));
  }

  @Test
  void countsLooseObjectsThatNoWindowCanJudge() {
    Bucket bucket = new Bucket().with("dump/a.json").with("dump/2024/01/02/b.json");

    TrailListing listing = bucket.locate(Configs.window(bucket.uri(), "2024-01-02", "2024-01-03"));

    assertThat(bucket.keys(listing)).containsExactly("dump/2024/01/02/b.json");
    assertThat(listing.undated()).isEqualTo(1);
  }

  @Test
  void countsLooseObjectsThatNoFilterCanJudge() {
    Bucket bucket =
        new Bucket()
            .with("dump/a.json")
            .with("dump/111122223333_CloudTrail_r_20240102T0000Z_b.json")
            .with("dump/444455556666_CloudTrail_r_20240102T0000Z_c.json")
            .with("dump/111122223333_CloudTrail_s_20240102T0000Z_d.json");

    TrailListing listing =
        bucket.locate(
            new LocateConfig(
                List.of(bucket.uri()), null, null, Set.of("111122223333"), Set.of("r"), 1));

    assertThat(bucket.keys(listing))
        .containsExactly("dump/111122223333_CloudTrail_r_20240102T0000Z_b.json");
    assertThat(listing.unplaced()).isEqualTo(1);
  }

  @Test
  void tellsHowFarItIs(@TempDir Path folder) throws IOException {
    write(folder.resolve("a.json"));
    write(folder.resolve("b/c.json"));
    AtomicLong seen = new AtomicLong();

    new Locate(
            new Configuration(false),
            Configs.everything(folder.toString()),
            count -> seen.accumulateAndGet(count, Math::max))
        .execute();

    assertThat(seen).hasValue(2);
  }

  private static TrailListing locate(LocateConfig config) {
    return new Locate(new Configuration(false), config, seen -> {}).execute();
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }
}
