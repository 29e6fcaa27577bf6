package io.trailhouse.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trail object, by what its key says.
 *
 * @param file the object
 * @param account the account in the key
 * @param region the region in the key
 * @param category what it holds: Insight, NetworkActivity, Aggregated, or Management for all else
 * @param time when it was delivered
 */
record Delivery(Path file, String account, String region, String category, Instant time) {

  private static final Pattern NAME =
      Pattern.compile("(\\d{12})_CloudTrail-?([A-Za-z]*)_([a-z0-9-]+)_(\\d{8}T\\d{4})Z_.*");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT);

  static boolean isTrail(Path file) {
    String name = String.valueOf(file.getFileName());
    return NAME.matcher(name).matches() && !name.contains("_CloudTrail-Digest_");
  }

  static Delivery of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      throw new IllegalArgumentException(file.toString());
    }
    return new Delivery(
        file,
        name.group(1),
        name.group(3),
        name.group(2).isEmpty() ? "Management" : name.group(2),
        LocalDateTime.parse(name.group(4), MINUTE).toInstant(ZoneOffset.UTC));
  }

  LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
