package io.trailhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class SampleTrailTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Another zlib packs otherwise, so what is compared is what comes out. */
  @Test
  void isWhatIsCommitted() throws IOException {
    SortedMap<String, String> made = new TreeMap<>();
    SampleTrail.objects().forEach((key, object) -> made.put(key, object.readableText()));

    assertThat(committed()).isEqualTo(made);
  }

  @Test
  void isSmall() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }

    assertThat(bytes).isLessThan(600_000);
  }

  @Test
  void tellsTheTruthAboutItself() throws IOException {
    Set<String> events = new HashSet<>();
    int records = 0;
    for (Map.Entry<String, String> entry : committed().entrySet()) {
      String text = entry.getValue();
      boolean whole = text.endsWith("]}") || text.endsWith("]");
      String key = entry.getKey();
      if (key.endsWith(".txt") || key.contains("/CloudTrail-Digest/")) {
        continue;
      }
      String closed =
          whole ? text : text.substring(0, text.lastIndexOf(",{\"eventVersion\"")) + "]}";
      for (String record : JsonRecords.of(closed)) {
        records++;
        if (!record.contains("\"time\":\"?\"")) {
          events.add(record);
        }
      }
    }

    assertThat(List.of(SampleTrail.truth().records(), SampleTrail.truth().events()))
        .containsExactly(records, events.size());
  }

  @Test
  void hasSomethingOfEverything() {
    SampleTrail.Truth truth = SampleTrail.truth();

    assertThat(truth.objects()).containsOnlyKeys(FileKind.values());
    assertThat(truth.records()).isBetween(1_500, 2_500);
    assertThat(truth.duplicates()).isGreaterThan(50);
    assertThat(truth.brokenRecords()).isEqualTo(1);
    assertThat(truth.damagedObjects()).isEqualTo(1);
    assertThat(truth.foreignFiles()).isEqualTo(1);
  }

  @Test
  void holdsEverySeed() {
    List<String> records =
        SampleTrail.objects().values().stream().flatMap(o -> o.records().stream()).toList();

    assertThat(records).containsAll(Seeds.all().stream().map(Seeds.Seed::json).toList());
  }

  @Test
  void holdsNothingButJson() {
    SampleTrail.objects().values().stream()
        .filter(object -> object.kind() != null)
        .forEach(object -> assertThat(parse(object.text()).isContainerNode()).isTrue());
  }

  @Test
  void hasDigestsThatNameAllObjectsOfTheirPlace() {
    SortedMap<String, SampleObject> objects = SampleTrail.objects();
    Map<String, String> hashes = new TreeMap<>();
    for (JsonNode digest : digests(objects)) {
      for (JsonNode file : digest.get("logFiles")) {
        hashes.put(file.get("s3Object").asText(), file.get("hashValue").asText());
      }
    }

    Map<String, String> expected = new TreeMap<>();
    objects.forEach(
        (key, object) -> {
          if (key.contains("/111122223333/CloudTrail/us-east-1/") && object.kind() != null) {
            expected.put(key, sha256(object.text()));
          }
        });
    assertThat(hashes).isEqualTo(expected);
  }

  @Test
  void hasDigestsThatSignEachOther() throws GeneralSecurityException {
    List<JsonNode> digests = digests(SampleTrail.objects());
    List<String> texts =
        SampleTrail.objects().values().stream()
            .filter(object -> object.kind() == FileKind.DIGEST)
            .map(SampleObject::text)
            .toList();
    int good = 0;
    for (int i = 1; i < digests.size(); i++) {
      JsonNode signed = digests.get(i - 1);
      JsonNode next = digests.get(i);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(SampleDigests.publicKey());
      signature.update(
          "%s\n%s/%s\n%s\n%s"
              .formatted(
                  signed.get("digestEndTime").asText(),
                  signed.get("digestS3Bucket").asText(),
                  signed.get("digestS3Object").asText(),
                  sha256(texts.get(i - 1)),
                  signed.get("previousDigestSignature").asText())
              .getBytes(StandardCharsets.UTF_8));
      byte[] bytes = HexFormat.of().parseHex(next.get("previousDigestSignature").asText());
      good += signature.verify(bytes) ? 1 : 0;
    }

    assertThat(good).isEqualTo(95);
  }

  @Test
  void namesOnlyWhatIsMeantForExamples() {
    String story =
        SampleStory.tell().stream().map(SampleEvent::json).collect(Collectors.joining("\n"));

    assertThat(
            story.replaceAll("\"(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113|10\\.0)\\.[0-9.]+\"", ""))
        .doesNotContainPattern("\"sourceIPAddress\":\"[0-9]+\\.");
  }

  private static List<JsonNode> digests(SortedMap<String, SampleObject> objects) {
    return objects.values().stream()
        .filter(object -> object.kind() == FileKind.DIGEST)
        .map(object -> parse(object.text()))
        .toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SampleTrail.COMMITTED)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static SortedMap<String, String> committed() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      String key = SampleTrail.COMMITTED.relativize(file).toString().replace('\\', '/');
      texts.put(key, read(key, Files.readAllBytes(file)));
    }
    return texts;
  }

  private static String read(String key, byte[] stored) throws IOException {
    return new String(key.endsWith(".gz") ? gunzip(stored) : stored, StandardCharsets.UTF_8);
  }

  /** Everything that can be read, also where the end is missing. */
  private static byte[] gunzip(byte[] stored) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        out.write(next);
      }
    } catch (EOFException e) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
