package io.trailhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trailhouse.sample.GeneratedTrail.Config;
import io.trailhouse.sample.GeneratedTrail.Partition;
import io.trailhouse.sample.GeneratedTrail.Truth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedTrailTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @TempDir private Path root;

  @Test
  void makesTheSameBytesFromTheSameSeed() throws IOException, NoSuchAlgorithmException {
    Config config = Config.of(7, 800).withLargestObject(200);
    GeneratedTrail.of(config).writeTo(root.resolve("a"));
    GeneratedTrail.of(config).writeTo(root.resolve("b"));

    assertThat(hash(root.resolve("a"))).isEqualTo(hash(root.resolve("b")));
  }

  @Test
  void makesOtherBytesFromAnotherSeed() throws IOException, NoSuchAlgorithmException {
    GeneratedTrail.of(Config.of(7, 50)).writeTo(root.resolve("a"));
    GeneratedTrail.of(Config.of(8, 50)).writeTo(root.resolve("b"));

    assertThat(hash(root.resolve("a"))).isNotEqualTo(hash(root.resolve("b")));
  }

  @Test
  void tellsTheTruthAboutWhatItWrote() throws IOException {
    Config config = Config.of(11, 1_500).withShares(0.1, 0.02, 0.2).withLargestObject(300);

    Truth truth = GeneratedTrail.of(config).writeTo(root);

    assertThat(read(root)).isEqualTo(truth);
  }

  @Test
  void makesAsManyEventsAsAreWanted() throws IOException {
    Truth truth = GeneratedTrail.of(Config.of(3, 1_234)).writeTo(root);

    assertThat(truth.events()).isEqualTo(1_234);
  }

  @Test
  void makesRecordsThatAreJson() {
    Set<String> types = new HashSet<>();

    GeneratedTrail.records(5)
        .limit(8_000)
        .forEach(text -> types.add(parse(text).path("userIdentity").path("type").asText("none")));

    assertThat(types)
        .containsExactlyInAnyOrder(
            "AssumedRole",
            "IAMUser",
            "Root",
            "AWSService",
            "AWSAccount",
            "FederatedUser",
            "SAMLUser",
            "WebIdentityUser",
            "IdentityCenterUser",
            "Directory",
            "Unknown",
            "none");
  }

  @Test
  void makesTheSameRecordsFromTheSameSeed() {
    assertThat(GeneratedTrail.records(9).limit(300))
        .containsExactlyElementsOf(GeneratedTrail.records(9).limit(300).toList());
  }

  @Test
  void makesRecordsOfAUsualSize() throws IOException {
    Truth truth = GeneratedTrail.of(Config.of(1, 3_000)).writeTo(root);

    assertThat(truth.recordBytes() / truth.records()).isBetween(1_160L, 1_360L);
  }

  /** The truth as the files themselves have it. */
  private static Truth read(Path root) throws IOException {
    Map<String, Duration> delays = new HashMap<>();
    Map<Partition, Long> partitions = new HashMap<>();
    Map<FileKind, Long> kinds = new HashMap<>();
    Set<String> roots = new TreeSet<>();
    TreeSet<LocalDate> deliveries = new TreeSet<>();
    long read = 0;
    long bytes = 0;
    for (Path file : files(root)) {
      String key = root.relativize(file).toString();
      roots.add(key.startsWith("AWSLogs") ? "" : key.substring(0, key.indexOf("/AWSLogs")));
      kinds.merge(kind(key), 1L, Long::sum);
      LocalDateTime delivery = delivery(key);
      deliveries.add(delivery.toLocalDate());
      for (String record : JsonRecords.of(gunzip(file))) {
        read++;
        bytes += record.getBytes(StandardCharsets.UTF_8).length;
        JsonNode node = parse(record);
        if (!delays.containsKey(record)) {
          partitions.merge(partition(node), 1L, Long::sum);
        }
        Duration delay = Duration.between(time(node), delivery);
        delays.merge(record, delay, (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
    }
    return new Truth(
        delays.size(),
        read - delays.size(),
        delays.values().stream().filter(delay -> delay.toHours() > 12).count(),
        new TreeMap<>(partitions),
        new TreeMap<>(kinds),
        kinds.values().stream().mapToLong(Long::longValue).sum(),
        bytes,
        List.copyOf(roots),
        deliveries.first(),
        deliveries.last());
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static FileKind kind(String key) {
    return Stream.of(FileKind.values())
        .filter(kind -> key.contains("/" + kind.folder() + "/"))
        .findFirst()
        .orElseThrow();
  }

  private static LocalDateTime delivery(String key) {
    String stamp = key.replaceAll(".*_([0-9]{8}T[0-9]{4})Z_.*", "$1");
    return LocalDateTime.parse(stamp, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm"));
  }

  private static Partition partition(JsonNode record) {
    return new Partition(
        time(record).toLocalDate(),
        record.get("awsRegion").asText(),
        record.has("eventSource") ? record.get("eventSource").asText() : null);
  }

  private static LocalDateTime time(JsonNode record) {
    String text =
        record.has("eventTime")
            ? record.get("eventTime").asText()
            : record.get("timeWindow").get("windowStart").asText();
    return LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String hash(Path root) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files(root)) {
      digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
