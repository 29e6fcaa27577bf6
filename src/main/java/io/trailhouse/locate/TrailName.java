package io.trailhouse.locate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a name of the form {@code <account>_CloudTrail[-X]_<region>_<time>_<unique>.json[.gz]}, or
 * that of a digest, tells.
 *
 * @param account twelve digits, null if something else stands there
 * @param kind null if CloudTrail has not made such files so far
 * @param region as it stands in the name
 * @param deliverySecond the time of delivery in epoch seconds, {@link #NO_TIME} if it is none
 */
record TrailName(
    @Nullable String account, @Nullable ObjectKind kind, String region, long deliverySecond) {

  static final long NO_TIME = Long.MIN_VALUE;

  // A digest's name has the trail and its home region before the time; a trail's may hold _.
  private static final Pattern FORM =
      Pattern.compile(
          "([^_]*)_(CloudTrail(?:-[A-Za-z0-9]+)?)_([^_]+)_(?:.*_)??"
              + "([0-9]{8}T[0-9]{4}(?:[0-9]{2})?Z)(?:_.*)?\\.json(?:\\.gz)?");
  private static final Pattern LOOSE = Pattern.compile(".*\\.(?:json|jsonl|ndjson)(?:\\.gz)?");
  private static final Pattern MANIFEST =
      Pattern.compile("(?:.*[._-])?manifest(?:[._-].*)?", Pattern.CASE_INSENSITIVE);

  /** Reads a name; null if it is not of CloudTrail's form. */
  static @Nullable TrailName of(String name) {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      return null;
    }
    String account = form.group(1);
    return new TrailName(
        TrailFolder.isAccount(account) ? account : null,
        ObjectKind.ofFolder(form.group(2)),
        form.group(3),
        second(form.group(4)));
  }

  static boolean isDigest(String name) {
    return name.contains("_CloudTrail-Digest_");
  }

  /** Whether it is hidden, or is the marker some tools leave for a folder on S3. */
  static boolean isHidden(String name) {
    return TrailFolder.isHidden(name) || name.endsWith("_$folder$");
  }

  static boolean isManifest(String name) {
    return MANIFEST.matcher(name).matches();
  }

  /** Whether a trail folder would hold such a file. */
  static boolean isTrailFile(String name) {
    return name.endsWith(".json.gz") || name.endsWith(".json");
  }

  /** Whether records could be in such a file, whoever made it. */
  static boolean isJson(String name) {
    return LOOSE.matcher(name).matches();
  }

  private static long second(String stamp) {
    try {
      return LocalDateTime.of(
              number(stamp, 0, 4),
              number(stamp, 4, 6),
              number(stamp, 6, 8),
              number(stamp, 9, 11),
              number(stamp, 11, 13),
              stamp.length() > 14 ? number(stamp, 13, 15) : 0)
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return NO_TIME;
    }
  }

  private static int number(String stamp, int start, int end) {
    return Integer.parseInt(stamp, start, end, 10);
  }
}
