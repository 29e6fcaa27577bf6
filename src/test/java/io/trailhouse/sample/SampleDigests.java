package io.trailhouse.sample;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds the hourly digests of one account and region to the sample trail. They are signed with a key
 * that anybody can compute: the sample proves nothing but that the chain can be followed.
 */
final class SampleDigests {

  private static final String BUCKET = "example-trail-bucket";
  private static final String ACCOUNT = SampleStory.PRODUCTION;
  private static final String REGION = SampleStory.VIRGINIA;
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");
  private static final int HOURS = 4 * 24;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern EVENT_TIME = Pattern.compile("\"eventTime\": ?\"([^\"]*)\"");

  private static final BigInteger P = prime("sample key p");
  private static final BigInteger Q = prime("sample key q");
  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final PrivateKey KEY = privateKey();

  private final SortedMap<String, SampleObject> objects;

  SampleDigests(SortedMap<String, SampleObject> objects) {
    this.objects = objects;
  }

  /** The key that the digests' signatures can be checked with. */
  static PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(P.multiply(Q), EXPONENT));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sample key is no RSA key", e);
    }
  }

  void deliver() {
    String previousKey = "";
    String previousText = "";
    String previousSignature = "";
    for (int hour = 0; hour < HOURS; hour++) {
      Instant start = START.plusSeconds(hour * 3_600L);
      Instant end = start.plusSeconds(3_600);
      String key = key(end);
      String previous =
          previousKey.isEmpty()
              ? """
              "previousDigestS3Bucket":null,"previousDigestS3Object":null,"previousDigestHashValue":null,\
              "previousDigestHashAlgorithm":null,"previousDigestSignature":null\
              """
              : """
              "previousDigestS3Bucket":"%s","previousDigestS3Object":"%s","previousDigestHashValue":"%s",\
              "previousDigestHashAlgorithm":"SHA-256","previousDigestSignature":"%s\"\
              """
                  .formatted(BUCKET, previousKey, sha256(previousText), previousSignature);
      String text = digest(start, end, key, previous);
      objects.put(key, SampleObject.digest(text));
      previousSignature =
          sign(
              "%s\n%s/%s\n%s\n%s"
                  .formatted(
                      end,
                      BUCKET,
                      key,
                      sha256(text),
                      previousSignature.isEmpty() ? "null" : previousSignature));
      previousKey = key;
      previousText = text;
    }
  }

  private static String key(Instant end) {
    return "%s%s/CloudTrail-Digest/%s/%s/%s_CloudTrail-Digest_%s_sample-trail_%s_%s.json.gz"
        .formatted(
            SampleTrail.ROOT,
            ACCOUNT,
            REGION,
            DAY.format(end),
            ACCOUNT,
            REGION,
            REGION,
            SECOND.format(end));
  }

  private String digest(Instant start, Instant end, String key, String previous) {
    List<String> logFiles = new ArrayList<>();
    List<String> times = new ArrayList<>();
    delivered(start, end)
        .forEach(
            (logKey, object) -> {
              List<String> own = times(object);
              times.addAll(own);
              logFiles.add(
                  """
                  {"s3Bucket":"%s","s3Object":"%s","hashValue":"%s","hashAlgorithm":"SHA-256",\
                  "newestEventTime":"%s","oldestEventTime":"%s"}\
                  """
                      .formatted(
                          BUCKET,
                          logKey,
                          sha256(object.text()),
                          own.get(own.size() - 1),
                          own.get(0)));
            });
    times.sort(null);
    return """
    {"awsAccountId":"%s","digestStartTime":"%s","digestEndTime":"%s","digestS3Bucket":"%s",\
    "digestS3Object":"%s","digestPublicKeyFingerprint":"%s",\
    "digestSignatureAlgorithm":"SHA256withRSA","newestEventTime":%s,"oldestEventTime":%s,%s,\
    "logFiles":[%s]}\
    """
        .formatted(
            ACCOUNT,
            start,
            end,
            BUCKET,
            key,
            fingerprint(),
            times.isEmpty() ? "null" : "\"" + times.get(times.size() - 1) + "\"",
            times.isEmpty() ? "null" : "\"" + times.get(0) + "\"",
            previous,
            String.join(",", logFiles));
  }

  private Map<String, SampleObject> delivered(Instant start, Instant end) {
    String folder = SampleTrail.ROOT + ACCOUNT + "/CloudTrail/" + REGION + "/" + DAY.format(start);
    String name = folder + "/" + ACCOUNT + "_CloudTrail_" + REGION + "_";
    return objects.subMap(name + MINUTE.format(start), name + MINUTE.format(end));
  }

  private static List<String> times(SampleObject object) {
    return object.records().stream()
        .map(EVENT_TIME::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .sorted()
        .toList();
  }

  private static PrivateKey privateKey() {
    BigInteger one = BigInteger.ONE;
    BigInteger p1 = P.subtract(one);
    BigInteger q1 = Q.subtract(one);
    BigInteger secret = EXPONENT.modInverse(p1.multiply(q1));
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              new RSAPrivateCrtKeySpec(
                  P.multiply(Q),
                  EXPONENT,
                  secret,
                  P,
                  Q,
                  secret.mod(p1),
                  secret.mod(q1),
                  Q.modInverse(P)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sample key is no RSA key", e);
    }
  }

  private static String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEY);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sample key is no RSA key", e);
    }
  }

  /** CloudTrail's own fingerprints look like this: 32 hexadecimal digits. */
  private static String fingerprint() {
    byte[] encoded = publicKey().getEncoded();
    return HexFormat.of().formatHex(Arrays.copyOf(sha256(encoded), 16));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The first prime of 1024 bits after a number made from the name. */
  private static BigInteger prime(String name) {
    byte[] bits = new byte[128];
    for (int i = 0; i < bits.length; i += 32) {
      byte[] part = sha256((name + i).getBytes(StandardCharsets.UTF_8));
      System.arraycopy(part, 0, bits, i, part.length);
    }
    return new BigInteger(1, bits).setBit(1_023).setBit(1_022).nextProbablePrime();
  }
}
