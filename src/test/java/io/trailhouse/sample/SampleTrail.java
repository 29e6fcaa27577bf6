package io.trailhouse.sample;

import io.trailhouse.sample.GeneratedTrail.Partition;
import io.trailhouse.sample.Seeds.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archive in {@code src/sample/trail} that new users start with: an organisation trail of four
 * days with the story of {@link SampleStory}, the seeds in the days of their own times, and what
 * every real archive has: second deliveries, a late event, damage, digests and a file that is none
 * of its business. {@link #main} writes it, a test keeps the committed files and this class equal.
 */
public final class SampleTrail {

  /** Where the archive is committed. */
  public static final Path COMMITTED = Path.of("src", "sample", "trail");

  static final String ROOT = "AWSLogs/o-exampleorg1/";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT);
  private static final Pattern EVENT_TIME = Pattern.compile("\"eventTime\": ?\"([^\"]*)\"");

  private static final Pattern WINDOW_START = Pattern.compile("\"windowStart\": ?\"([^\"]*)\"");
  private static final Pattern REGION = Pattern.compile("\"awsRegion\": ?\"([^\"]*)\"");
  private static final Pattern SOURCE = Pattern.compile("\"eventSource\": ?\"([^\"]*)\"");

  /** Object of the nightly audit that lost its end on the way. */
  private static final String TRUNCATED = "T0107Z_";

  /** Records of the truncated object that can still be read. */
  private static final int BEFORE_THE_CUT = 12;

  private final Dice dice = new Dice(14);
  private final SortedMap<String, SampleObject> objects = new TreeMap<>();

  private SampleTrail() {
    deliverStory();
    deliverSeeds();
    deliverAgain();
    deliverLate();
    deliverBrokenRecord();
    truncate();
    new SampleDigests(objects).deliver();
    objects.put(
        ROOT + "111122223333/CloudTrail/us-east-1/2026/09/30/notes.txt",
        SampleObject.foreign("Copied back from the old bucket on 1 October.\n"));
  }

  /** All objects by key. */
  static SortedMap<String, SampleObject> objects() {
    return Made.OBJECTS;
  }

  /** Writes the archive; run it after a change of the story. */
  public static void main(String[] arguments) throws IOException {
    Path root = arguments.length > 0 ? Path.of(arguments[0]) : COMMITTED;
    if (Files.exists(root.resolve(ROOT))) {
      try (Stream<Path> before = Files.walk(root.resolve(ROOT))) {
        for (Path file : before.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, SampleObject> entry : objects().entrySet()) {
      Path path = root.resolve(entry.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, entry.getValue().stored());
    }
  }

  /** What is in the archive. */
  public static Truth truth() {
    Set<String> events = new HashSet<>();
    SortedMap<Partition, Long> partitions = new TreeMap<>();
    Map<FileKind, Integer> kinds = new EnumMap<>(FileKind.class);
    int records = 0;
    int damaged = 0;
    int broken = 0;
    int foreign = 0;
    for (SampleObject object : objects().values()) {
      FileKind kind = object.kind();
      if (kind == null) {
        foreign++;
        continue;
      }
      kinds.merge(kind, 1, Integer::sum);
      damaged += object.truncated() ? 1 : 0;
      for (String record : object.readable()) {
        records++;
        if (!record.contains("\"eventTime\"") && !record.contains("\"windowStart\"")) {
          broken++;
        } else if (events.add(record)) {
          partitions.merge(partition(kind, record), 1L, Long::sum);
        }
      }
    }
    int duplicates = records - broken - events.size();
    return new Truth(
        new TreeMap<>(kinds),
        records,
        events.size(),
        duplicates,
        broken,
        damaged,
        foreign,
        partitions);
  }

  /**
   * What is in the archive.
   *
   * @param objects objects of each kind
   * @param records records that can be read; {@code events + duplicates + brokenRecords}
   * @param events different events
   * @param duplicates second deliveries
   * @param brokenRecords records without eventTime
   * @param damagedObjects objects that end too early; their records before that are counted above
   * @param foreignFiles files that belong to no trail
   * @param eventsByPartition different events of each partition
   */
  public record Truth(
      SortedMap<FileKind, Integer> objects,
      int records,
      int events,
      int duplicates,
      int brokenRecords,
      int damagedObjects,
      int foreignFiles,
      SortedMap<Partition, Long> eventsByPartition) {}

  private static Partition partition(FileKind kind, String record) {
    Pattern time = kind == FileKind.AGGREGATED ? WINDOW_START : EVENT_TIME;
    return new Partition(
        LocalDate.parse(first(time, record).substring(0, 10)),
        first(REGION, record),
        kind == FileKind.INSIGHT ? null : first(SOURCE, record));
  }

  /** Events of five minutes go into one object, two minutes after these. */
  private void deliverStory() {
    Map<String, List<String>> deliveries = new LinkedHashMap<>();
    Map<String, FileKind> kinds = new LinkedHashMap<>();
    for (SampleEvent event : SampleStory.tell()) {
      long slot = Math.floorDiv(event.epochSecond(), 300L) * 300 + 420;
      String stem = stem(event.kind(), event.account(), event.region(), slot);
      deliveries.computeIfAbsent(stem, absent -> new ArrayList<>()).add(event.json());
      kinds.put(stem, event.kind());
    }
    deliveries.forEach(
        (stem, records) ->
            put(stem, SampleObject.of(kinds.getOrDefault(stem, FileKind.EVENTS), records)));
  }

  private void deliverSeeds() {
    Map<String, List<String>> deliveries = new LinkedHashMap<>();
    for (Seed seed : Seeds.all()) {
      long second = Instant.parse(first(EVENT_TIME, seed.json())).getEpochSecond();
      String stem =
          stem(
              FileKind.EVENTS,
              "123456789012",
              first(REGION, seed.json()),
              second / 300 * 300 + 420);
      deliveries.computeIfAbsent(stem, absent -> new ArrayList<>()).add(seed.json());
    }
    deliveries.forEach((stem, records) -> put(stem, SampleObject.of(FileKind.EVENTS, records)));
  }

  /** One object comes again whole, some records come again in their own and in another object. */
  private void deliverAgain() {
    String twice = key("444455556666/CloudTrail/eu-west-1/2026/09/29/", "T0917Z_");
    put(twice.substring(0, twice.lastIndexOf('_') + 1), object(twice));

    String own = key("111122223333/CloudTrail/eu-west-1/2026/09/28/", "T0807Z_");
    List<String> records = object(own).records();
    List<String> more = new ArrayList<>(records);
    more.addAll(records.subList(0, 3));
    objects.put(own, SampleObject.of(FileKind.EVENTS, more));

    put(
        stem(FileKind.EVENTS, "111122223333", "eu-west-1", second("2026-09-29T08:31:00Z")),
        SampleObject.of(FileKind.EVENTS, records.subList(3, 7)));
  }

  private void deliverLate() {
    List<SampleEvent> late = SampleStory.late();
    put(
        stem(FileKind.EVENTS, "111122223333", "us-east-2", second("2026-09-30T06:12:00Z")),
        SampleObject.of(FileKind.EVENTS, late.stream().map(SampleEvent::json).toList()));
  }

  /** In one object a record has lost its time. */
  private void deliverBrokenRecord() {
    String key = key("777788889999/CloudTrail/us-east-2/2026/09/29/", "T1007Z_");
    List<String> records = new ArrayList<>(object(key).records());
    records.set(4, EVENT_TIME.matcher(records.get(4)).replaceFirst("\"time\":\"?\""));
    objects.put(key, SampleObject.of(FileKind.EVENTS, records));
  }

  private void truncate() {
    String key = key("111122223333/CloudTrail/us-east-1/2026/09/30/", TRUNCATED);
    objects.put(key, object(key).truncatedAfter(BEFORE_THE_CUT));
  }

  private SampleObject object(String key) {
    SampleObject object = objects.get(key);
    if (object == null) {
      throw new IllegalStateException("No such object: " + key);
    }
    return object;
  }

  private String key(String folder, String part) {
    return objects.keySet().stream()
        .filter(key -> key.startsWith(ROOT + folder) && key.contains(part))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No object of " + folder + "*" + part));
  }

  private void put(String stem, SampleObject object) {
    TextBuffer name = new TextBuffer();
    dice.mixed(name, 16);
    objects.put(stem + name + ".json.gz", object);
  }

  private static String stem(FileKind kind, String account, String region, long delivery) {
    ZonedDateTime time = Instant.ofEpochSecond(delivery).atZone(ZoneOffset.UTC);
    return "%s%s/%s/%s/%s/%s_%s_%s_%s_"
        .formatted(
            ROOT,
            account,
            kind.folder(),
            region,
            DAY.format(time),
            account,
            kind.folder(),
            region,
            MINUTE.format(time));
  }

  private static long second(String time) {
    return Instant.parse(time).getEpochSecond();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("No " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  /** Made once: its 96 signatures take a while. */
  private static final class Made {
    private static final SortedMap<String, SampleObject> OBJECTS =
        Collections.unmodifiableSortedMap(new SampleTrail().objects);
  }
}
