package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much is listed, for that is what a big archive costs. */
class LocateCallsTest {

  private static final LocalDate FIRST = LocalDate.of(2023, 12, 1);
  private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222");
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "us-west-2");

  private final Bucket archive = archive();

  @Test
  void visitsOnlyTheFoldersOfTheDayAskedFor() {
    TrailListing listing =
        archive.locate(Configs.window(archive.uri(), "2024-02-29", "2024-03-01"));

    assertThat(archive.listed())
        .containsExactly(
            "",
            "AWSLogs/",
            "AWSLogs/111111111111/",
            "AWSLogs/111111111111/CloudTrail/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/02/29/**",
            "AWSLogs/111111111111/CloudTrail/us-east-1/2024/02/29/**",
            "AWSLogs/111111111111/CloudTrail/us-west-2/2024/02/29/**",
            "AWSLogs/222222222222/",
            "AWSLogs/222222222222/CloudTrail/",
            "AWSLogs/222222222222/CloudTrail/eu-west-1/2024/02/29/**",
            "AWSLogs/222222222222/CloudTrail/us-east-1/2024/02/29/**",
            "AWSLogs/222222222222/CloudTrail/us-west-2/2024/02/29/**");
    assertThat(listing.listCalls()).isEqualTo(12);
    assertThat(listing.objects()).hasSize(6);
  }

  @Test
  void visitsOnlyTheAccountAndRegionAskedFor() {
    TrailListing listing =
        archive.locate(
            new LocateConfig(
                List.of(archive.uri() + "/AWSLogs"),
                LocalDate.of(2024, 2, 29),
                LocalDate.of(2024, 3, 2),
                Set.of("222222222222"),
                Set.of("us-east-1"),
                2));

    assertThat(archive.listed())
        .containsExactly(
            "AWSLogs/",
            "AWSLogs/222222222222/",
            "AWSLogs/222222222222/CloudTrail/",
            "AWSLogs/222222222222/CloudTrail/us-east-1/2024/02/29/**",
            "AWSLogs/222222222222/CloudTrail/us-east-1/2024/03/01/**");
    assertThat(listing.objects()).hasSize(2);
  }

  @Test
  void walksALongWindowAndTakesWholeMonthsAtOnce() {
    TrailListing listing =
        archive.locate(
            Configs.window(
                archive.uri() + "/AWSLogs/111111111111/CloudTrail/eu-west-1",
                "2023-12-30",
                "2024-03-11"));

    assertThat(archive.listed())
        .containsExactly(
            "AWSLogs/111111111111/CloudTrail/eu-west-1/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2023/12/30/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2023/12/31/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/01/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/02/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/01/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/02/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/03/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/04/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/05/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/06/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/07/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/08/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/09/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2024/03/10/**");
    assertThat(listing.objects()).hasSize(2 + 31 + 29 + 10);
  }

  @Test
  void prunesAWindowThatIsOpenAtItsEnd() {
    TrailListing listing =
        archive.locate(
            new LocateConfig(
                List.of(archive.uri() + "/AWSLogs/111111111111/CloudTrail/eu-west-1"),
                LocalDate.of(2025, 1, 2),
                null,
                Set.of(),
                Set.of(),
                2));

    assertThat(archive.listed())
        .containsExactly(
            "AWSLogs/111111111111/CloudTrail/eu-west-1/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2025/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2025/01/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2025/01/02/**",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/2025/01/03/**");
    assertThat(listing.objects()).hasSize(2);
  }

  @Test
  void takesARegionInOneListingIfNoDayIsAskedFor() {
    TrailListing listing =
        archive.locate(Configs.everything(archive.uri() + "/AWSLogs/111111111111/CloudTrail"));

    assertThat(archive.listed())
        .containsExactly(
            "AWSLogs/111111111111/CloudTrail/",
            "AWSLogs/111111111111/CloudTrail/eu-west-1/**",
            "AWSLogs/111111111111/CloudTrail/us-east-1/**",
            "AWSLogs/111111111111/CloudTrail/us-west-2/**");
    assertThat(listing.objects()).hasSize(3 * 400);
  }

  @Test
  void asksForADayThatDoesNotExistAndFindsNothing() {
    TrailListing listing =
        archive.locate(
            Configs.window(
                archive.uri() + "/AWSLogs/111111111111/CloudTrail/eu-west-1",
                "1999-12-31",
                "2000-01-02"));

    assertThat(listing).isEqualTo(new TrailListing(List.of(), List.of(), Map.of(), 0, 0, 2));
  }

  @Test
  void doesNotListADayFolderThatIsNotAskedFor() {
    TrailListing listing =
        archive.locate(
            Configs.window(
                archive.uri() + "/AWSLogs/111111111111/CloudTrail/eu-west-1/2024/02/28",
                "2024-02-29",
                "2024-03-01"));

    assertThat(listing.listCalls()).isZero();
  }

  @Test
  void neverListsOtherServicesNextToTrails() {
    Bucket bucket =
        new Bucket()
            .with("AWSLogs/111122223333/CloudTrail/r/2024/01/02/a.json.gz")
            .with("AWSLogs/111122223333/Config/r/2024/1/2/ConfigHistory/b.json.gz")
            .with("AWSLogs/111122223333/elasticloadbalancing/r/2024/01/02/c.log.gz")
            .with("AWSLogs/444455556666/WAFLogs/r/d.json.gz")
            .with("AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/e.json.gz")
            .with("copies/111122223333/CloudTrail-Insight/r/2024/01/02/f.json.gz")
            .with("copies/111122223333/vpcflowlogs/r/2024/01/02/g.json.gz");

    TrailListing listing = bucket.locate(Configs.everything(bucket.uri()));

    assertThat(bucket.listed())
        .containsExactly(
            "",
            "AWSLogs/",
            "AWSLogs/111122223333/",
            "AWSLogs/111122223333/CloudTrail/",
            "AWSLogs/111122223333/CloudTrail/r/**",
            "AWSLogs/444455556666/",
            "copies/",
            "copies/111122223333/",
            "copies/111122223333/CloudTrail-Insight/",
            "copies/111122223333/CloudTrail-Insight/r/**");
    assertThat(bucket.keys(listing))
        .containsExactly(
            "AWSLogs/111122223333/CloudTrail/r/2024/01/02/a.json.gz",
            "copies/111122223333/CloudTrail-Insight/r/2024/01/02/f.json.gz");
  }

  private static Bucket archive() {
    Bucket bucket = new Bucket();
    for (String account : ACCOUNTS) {
      for (String region : REGIONS) {
        FIRST
            .datesUntil(FIRST.plusDays(400))
            .forEach(day -> bucket.with(key(account, region, day)));
      }
    }
    return bucket;
  }

  private static String key(String account, String region, LocalDate day) {
    String iso = day.toString();
    return "AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%sT1200Z_x.json.gz"
        .formatted(account, region, iso.replace('-', '/'), account, region, iso.replace("-", ""));
  }
}
