package io.trailhouse.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.TrailhouseException;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a read, checked; {@link TrailDataSource} says what each is for.
 *
 * @param paths trail roots, folders below one, or single objects
 * @param bounds {@code from}, {@code to}, {@code accounts}, {@code regions}
 * @param lateDays {@code late-days}
 * @param pruneByKey {@code prune-by-key}
 * @param damaged {@code damaged}
 * @param taskBytes {@code task-bytes}
 * @param limits {@code max-record-bytes}, {@code max-object-bytes}, {@code max-depth}
 * @param fileSystem options that start with {@code fs.}, for the file system
 */
record TrailReadOptions(
    List<String> paths,
    KeyBounds bounds,
    int lateDays,
    boolean pruneByKey,
    DamagedInput damaged,
    long taskBytes,
    Limits limits,
    Map<String, String> fileSystem) {

  private static final int DEFAULT_LATE_DAYS = 2;

  /** A hundred years: a day that is later than any event's stays a day that can be counted. */
  private static final int MOST_LATE_DAYS = 36_500;

  private static final long DEFAULT_TASK_BYTES = 32L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refuses options that cannot be meant. */
  TrailReadOptions {
    if (paths.isEmpty()) {
      throw new TrailhouseException(
          "Cannot read a trail: no path was given. Name the trail's root, such as"
              + " load(\"s3a://bucket/AWSLogs/\") or OPTIONS (path 's3a://bucket/AWSLogs/').");
    }
    if (bounds.isEmpty()) {
      throw new TrailhouseException(
          "Option from must be before to, whose own day is not included: %s is not before %s"
              .formatted(bounds.from(), bounds.to()));
    }
    if (lateDays < 0) {
      throw refused("late-days", lateDays, "a number of days of at least 0");
    }
    if (taskBytes < 1) {
      throw refused("task-bytes", taskBytes, "a number of bytes of at least 1");
    }
  }

  /** Reads Spark's options; those of others are left alone. */
  static TrailReadOptions of(CaseInsensitiveStringMap options) {
    KeyBounds bounds =
        new KeyBounds(
            date(options, "from"),
            date(options, "to"),
            accounts(options),
            names(options, "regions"));
    return new TrailReadOptions(
        paths(options),
        bounds,
        (int) number(options, "late-days", DEFAULT_LATE_DAYS, MOST_LATE_DAYS),
        truth(options, "prune-by-key"),
        damaged(options),
        number(options, "task-bytes", DEFAULT_TASK_BYTES, Long.MAX_VALUE),
        limits(options),
        fileSystem(options));
  }

  private static List<String> paths(CaseInsensitiveStringMap options) {
    String many = options.get("paths");
    String one = options.get("path");
    Stream<String> first = one == null ? Stream.empty() : Stream.of(one);
    try {
      Stream<String> others =
          many == null ? Stream.empty() : Stream.of(JSON.readValue(many, String[].class));
      return Stream.concat(first, others).toList();
    } catch (JsonProcessingException e) {
      throw refused("paths", many, "a JSON array of texts, which load(path, path, ...) makes");
    }
  }

  private static @Nullable LocalDate date(CaseInsensitiveStringMap options, String name) {
    String text = options.get(name);
    try {
      return text == null ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw refused(name, text, "a day such as 2026-01-31");
    }
  }

  private static @Nullable Set<String> accounts(CaseInsensitiveStringMap options) {
    Set<String> accounts = names(options, "accounts");
    if (accounts != null && !accounts.stream().allMatch(LocateConfig::isAccount)) {
      throw refused("accounts", options.get("accounts"), "account numbers of twelve digits");
    }
    return accounts;
  }

  private static @Nullable Set<String> names(CaseInsensitiveStringMap options, String name) {
    String text = options.get(name);
    if (text == null) {
      return null;
    }
    Set<String> names =
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty()) {
      throw refused(name, text, "names with commas between them");
    }
    return names;
  }

  private static long number(
      CaseInsensitiveStringMap options, String name, long otherwise, long most) {
    String text = options.get(name);
    try {
      long number = text == null ? otherwise : Long.parseLong(text.strip());
      if (number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(name, text, "a whole number");
    }
    throw refused(name, text, "at most " + most);
  }

  private static boolean truth(CaseInsensitiveStringMap options, String name) {
    String text = options.getOrDefault(name, "true").strip().toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw refused(name, text, "true or false");
    }
    return text.equals("true");
  }

  private static DamagedInput damaged(CaseInsensitiveStringMap options) {
    String text = options.getOrDefault("damaged", "skip").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "skip" -> DamagedInput.SKIP;
      case "fail" -> DamagedInput.FAIL;
      default -> throw refused("damaged", text, "skip or fail");
    };
  }

  private static Limits limits(CaseInsensitiveStringMap options) {
    Limits otherwise = Limits.DEFAULT;
    long record =
        number(options, "max-record-bytes", otherwise.maxRecordBytes(), Integer.MAX_VALUE);
    long object = number(options, "max-object-bytes", otherwise.maxObjectBytes(), Long.MAX_VALUE);
    long depth = number(options, "max-depth", otherwise.maxDepth(), Integer.MAX_VALUE);
    try {
      return new Limits((int) record, object, (int) depth);
    } catch (IllegalArgumentException e) {
      throw new TrailhouseException("Option " + e.getMessage(), e);
    }
  }

  private static Map<String, String> fileSystem(CaseInsensitiveStringMap options) {
    Map<String, String> settings = new TreeMap<>(options.asCaseSensitiveMap());
    settings.keySet().removeIf(key -> !key.startsWith("fs."));
    return settings;
  }

  private static TrailhouseException refused(String name, @Nullable Object value, String wanted) {
    return new TrailhouseException(
        "Option %s must be %s, cannot be: %s".formatted(name, wanted, value));
  }
}
