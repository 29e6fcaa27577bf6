package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class TrailKeyPropertyTest {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'");

  record Key(
      String prefix,
      @Nullable String organization,
      String account,
      ObjectKind kind,
      String region,
      LocalDateTime time,
      String unique) {

    String format() {
      String service =
          switch (kind) {
            case MANAGEMENT -> "CloudTrail";
            case INSIGHT -> "CloudTrail-Insight";
            case NETWORK_ACTIVITY -> "CloudTrail-NetworkActivity";
            case AGGREGATED -> "CloudTrail-Aggregated";
            case DIGEST -> "CloudTrail-Digest";
            case LOOSE, HIDDEN, MANIFEST, UNKNOWN_NAME -> throw new IllegalStateException();
          };
      String folder = "%s/%s/%s/%s".formatted(account, service, region, DAY.format(time));
      String name =
          "%s_%s_%s_%s_%s".formatted(account, service, region, MINUTE.format(time), unique);
      String middle = organization == null ? "" : organization + "/";
      return prefix + "AWSLogs/" + middle + folder + "/" + name;
    }
  }

  record Told(
      String path,
      @Nullable String account,
      ObjectKind kind,
      @Nullable String region,
      @Nullable Instant time) {}

  @Property(tries = 300)
  void aKeyTellsWhatItWasMadeOf(@ForAll("keys") Key key) {
    String path = "s3a://bucket/" + key.format();
    TrailObject object = Listed.object(path, 1, "v");

    assertThat(
            new Told(
                object.path(),
                object.account(),
                object.kind(),
                object.region(),
                object.deliveryTime()))
        .isEqualTo(
            new Told(
                path,
                key.account(),
                key.kind(),
                key.region(),
                key.time().toInstant(ZoneOffset.UTC)));
  }

  @Property(tries = 300)
  void anyNameIsReadWithoutFailure(@ForAll String anything) {
    String path = "file:/trail/" + anything;

    assertThat(Listed.object(path, 1, "v").path()).isEqualTo(path);
  }

  @Provide
  Arbitrary<Key> keys() {
    Arbitrary<String> prefix =
        Arbitraries.of("", "logs/", "a b/100%/", "AWSLogs/old/", "CloudTrail/", "2024/01/02/");
    Arbitrary<String> organization =
        Arbitraries.strings().withCharRange('a', 'z').ofLength(10).map(id -> "o-" + id);
    Arbitrary<String> account = Arbitraries.strings().numeric().ofLength(12);
    Arbitrary<ObjectKind> kind =
        Arbitraries.of(
            ObjectKind.MANAGEMENT,
            ObjectKind.INSIGHT,
            ObjectKind.NETWORK_ACTIVITY,
            ObjectKind.AGGREGATED,
            ObjectKind.DIGEST);
    Arbitrary<String> region =
        Arbitraries.strings().withCharRange('a', 'z').withChars('-').ofMinLength(1).ofMaxLength(20);
    Arbitrary<LocalDateTime> time =
        Arbitraries.longs()
            .between(20_000_000L, 60_000_000L)
            .map(minutes -> LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC));
    Arbitrary<String> unique =
        Combinators.combine(
                Arbitraries.strings().alpha().numeric().withChars('_', '.').ofMaxLength(16),
                Arbitraries.of(".json", ".json.gz"))
            .as(String::concat);
    return Combinators.combine(
            prefix, organization.injectNull(0.5), account, kind, region, time, unique)
        .as(Key::new);
  }
}
