package io.trailhouse.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trail made up from a seed: as many events as are wanted, in the objects and folders in which
 * CloudTrail would deliver them, and the truth about them, counted while they are made. The same
 * seed makes the same bytes. Memory does not grow with the number of events.
 */
public final class GeneratedTrail {

  private static final List<String> ACCOUNTS =
      List.of(
          "111122223333",
          "444455556666",
          "777788889999",
          "123456789012",
          "210987654321",
          "555555555555",
          "999999999999",
          "000000000000");

  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "eu-west-1",
          "us-east-2",
          "ap-southeast-2",
          "eu-central-1",
          "us-west-2",
          "us-gov-west-1",
          "cn-north-1");

  private static final String SECOND_TRAIL = "organisation-trail";

  private final Config config;

  private GeneratedTrail(Config config) {
    this.config = config;
  }

  /** A trail that is not written yet. */
  public static GeneratedTrail of(Config config) {
    return new GeneratedTrail(config);
  }

  /**
   * Endless single records as JSON text, of all kinds of event. Half of them have something odd
   * about them, which in a trail only a few have.
   */
  public static Stream<String> records(long seed) {
    return Stream.generate(new Singles(seed)::next);
  }

  /** Writes the trail below a folder and tells what is in it. */
  public Truth writeTo(Path root) throws IOException {
    Count count = new Count();
    Clock clock = new Clock();
    int cells = config.days() * config.accounts() * config.regions();
    double whole = 0;
    for (int cell = 0; cell < cells; cell++) {
      whole += weight(cell);
    }
    double before = 0;
    for (int cell = 0; cell < cells; cell++) {
      double after = before + weight(cell);
      long events = Math.round(config.events() * after / whole);
      events -= Math.round(config.events() * before / whole);
      new Cell(root, cell, clock, count).write(events);
      before = after;
    }
    return count.truth();
  }

  /** First accounts and first regions see more than the others. */
  private double weight(int cell) {
    return 1.0 / (1 + account(cell)) / (1 + region(cell));
  }

  private int day(int cell) {
    return cell / (config.accounts() * config.regions());
  }

  private int account(int cell) {
    return cell / config.regions() % config.accounts();
  }

  private int region(int cell) {
    return cell % config.regions();
  }

  /**
   * What a generated trail should be like.
   *
   * @param seed what everything follows from
   * @param events how many different events there are
   * @param firstDay the first day of which there are events
   * @param days how many days there are
   * @param accounts how many accounts, 1 to 8
   * @param regions how many regions, 1 to 8
   * @param duplicates share of events that are delivered a second time
   * @param late share of events that are delivered one to five days after their day
   * @param oddities share of events with something odd about them
   * @param largestObject most records in an object, but for second deliveries in the same object
   * @param gzipLevel 0 to 9
   */
  public record Config(
      long seed,
      long events,
      LocalDate firstDay,
      int days,
      int accounts,
      int regions,
      double duplicates,
      double late,
      double oddities,
      int largestObject,
      int gzipLevel) {

    /** Refuses more accounts and regions than there are names for. */
    public Config {
      if (accounts < 1 || accounts > ACCOUNTS.size() || regions < 1 || regions > REGIONS.size()) {
        throw new IllegalArgumentException(
            "accounts and regions must be 1 to 8, cannot be: " + accounts + ", " + regions);
      }
    }

    /** Three accounts, three regions, four days; some duplicates, late and odd events. */
    public static Config of(long seed, long events) {
      LocalDate firstDay = LocalDate.of(2026, 9, 28);
      return new Config(seed, events, firstDay, 4, 3, 3, 0.03, 0.005, 0.01, 5_000, 6);
    }

    /** The same over other days. */
    public Config withDays(LocalDate newFirstDay, int newDays) {
      return new Config(
          seed,
          events,
          newFirstDay,
          newDays,
          accounts,
          regions,
          duplicates,
          late,
          oddities,
          largestObject,
          gzipLevel);
    }

    /** The same with other numbers of accounts and regions. */
    public Config withPlaces(int newAccounts, int newRegions) {
      return new Config(
          seed,
          events,
          firstDay,
          days,
          newAccounts,
          newRegions,
          duplicates,
          late,
          oddities,
          largestObject,
          gzipLevel);
    }

    /** The same with other shares, each 0 to 1. */
    public Config withShares(double newDuplicates, double newLate, double newOddities) {
      return new Config(
          seed,
          events,
          firstDay,
          days,
          accounts,
          regions,
          newDuplicates,
          newLate,
          newOddities,
          largestObject,
          gzipLevel);
    }

    /** The same with objects of at most so many records. */
    public Config withLargestObject(int newLargestObject) {
      return new Config(
          seed,
          events,
          firstDay,
          days,
          accounts,
          regions,
          duplicates,
          late,
          oddities,
          newLargestObject,
          gzipLevel);
    }

    /** The same, packed more or less. */
    public Config withGzipLevel(int newGzipLevel) {
      return new Config(
          seed,
          events,
          firstDay,
          days,
          accounts,
          regions,
          duplicates,
          late,
          oddities,
          largestObject,
          newGzipLevel);
    }
  }

  /**
   * What the events of one partition have in common.
   *
   * @param eventDate UTC day of the event, for an aggregated event of its window's start
   * @param awsRegion as the record says
   * @param eventSource as the record says; null for an Insights event, which does not say it
   */
  public record Partition(LocalDate eventDate, String awsRegion, @Nullable String eventSource)
      implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
        Comparator.comparing(Partition::eventDate)
            .thenComparing(Partition::awsRegion)
            .thenComparing(
                Partition::eventSource, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    @Override
    public int compareTo(Partition other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What a trail holds.
   *
   * @param events different events
   * @param duplicates second deliveries of some of them, the same bytes each
   * @param late events that were delivered days after their day
   * @param eventsByPartition different events of each partition
   * @param objectsByKind objects of each kind that occurs
   * @param objects objects altogether
   * @param recordBytes bytes of JSON of all records, second deliveries included
   * @param trailRoots folders below the root that hold an {@code AWSLogs}: "" and, if there is one,
   *     that of the second trail
   * @param firstDelivery day of the first object's key
   * @param lastDelivery day of the last object's key
   */
  public record Truth(
      long events,
      long duplicates,
      long late,
      SortedMap<Partition, Long> eventsByPartition,
      SortedMap<FileKind, Long> objectsByKind,
      long objects,
      long recordBytes,
      List<String> trailRoots,
      LocalDate firstDelivery,
      LocalDate lastDelivery) {

    /** Records read when everything is read once. */
    public long records() {
      return events + duplicates;
    }
  }

  /** Where a record goes that does not stay in the object it was made for. */
  private enum Detour {
    /** Again, in another object of the same day. */
    OTHER_OBJECT,
    /** Again, in the folder of a later day. */
    LATER_DAY,
    /** Again, in the trail of the organisation. */
    SECOND_TRAIL,
    /** For the first time, but days later. */
    LATE
  }

  /** Where records of one kind wait for the same detour. */
  private record Stop(Detour detour, FileKind kind) {}

  /** The truth while it is counted. */
  private static final class Count {
    private final Map<Partition, Long> partitions = new HashMap<>();
    private final Map<FileKind, Long> kinds = new EnumMap<>(FileKind.class);
    private long events;
    private long duplicates;
    private long late;
    private long recordBytes;
    private boolean secondTrail;
    private LocalDate firstDelivery = LocalDate.MAX;
    private LocalDate lastDelivery = LocalDate.MIN;

    private void delivered(LocalDate day) {
      firstDelivery = day.isBefore(firstDelivery) ? day : firstDelivery;
      lastDelivery = day.isAfter(lastDelivery) ? day : lastDelivery;
    }

    private Truth truth() {
      return new Truth(
          events,
          duplicates,
          late,
          new TreeMap<>(partitions),
          new TreeMap<>(kinds),
          kinds.values().stream().mapToLong(Long::longValue).sum(),
          recordBytes,
          secondTrail ? List.of("", SECOND_TRAIL) : List.of(""),
          firstDelivery,
          lastDelivery);
    }
  }

  /** One account, region and day of the trail, with dice of its own. */
  private final class Cell {

    /** As many records wait for a detour before they are written. */
    private static final int FULL = 500;

    private final Path root;
    private final Clock clock;
    private final Count count;
    private final Dice dice;
    private final String account;
    private final String region;
    private final long dayStart;
    private final EventMaker maker;
    private final TextBuffer record = new TextBuffer();
    private final TextBuffer name = new TextBuffer();
    private final Map<Stop, List<byte[]>> waiting = new LinkedHashMap<>();

    private Cell(Path root, int cell, Clock clock, Count count) {
      this.root = root;
      this.clock = clock;
      this.count = count;
      this.dice = Dice.of(config.seed(), cell);
      this.account = ACCOUNTS.get(account(cell));
      this.region = REGIONS.get(region(cell));
      LocalDate day = config.firstDay().plusDays(day(cell));
      this.dayStart = day.toEpochDay() * Clock.SECONDS_OF_DAY;
      this.maker = new EventMaker(dice, clock, config.oddities(), account, region, day);
    }

    private void write(long events) throws IOException {
      long left = events;
      while (left > 0) {
        FileKind kind = kind();
        int size = (int) Math.min(left, size(kind));
        object(kind, size);
        left -= size;
      }
      for (Stop stop : List.copyOf(waiting.keySet())) {
        deliver(stop);
      }
    }

    private FileKind kind() {
      int share = dice.below(100);
      if (share < 90) {
        return FileKind.EVENTS;
      }
      return share < 95
          ? FileKind.NETWORK_ACTIVITY
          : share < 98 ? FileKind.AGGREGATED : FileKind.INSIGHT;
    }

    /** Most objects are small, most records are in large ones. */
    private int size(FileKind kind) {
      int share = dice.below(100);
      int size;
      if (kind == FileKind.INSIGHT) {
        size = 1 + dice.below(2);
      } else if (share < 20) {
        size = 1;
      } else if (share < 65) {
        size = 2 + dice.below(8);
      } else if (share < 90 || kind != FileKind.EVENTS) {
        size = 10 + dice.below(300);
      } else {
        size = 300 + dice.below(4_700);
      }
      return Math.min(size, config.largestObject());
    }

    /** Writes one object of events of five minutes, delivered some minutes after them. */
    private void object(FileKind kind, int events) throws IOException {
      long end = dayStart + 300 + dice.below(Clock.SECONDS_OF_DAY - 300);
      List<byte[]> again = new ArrayList<>();
      // An object all of whose events are late would be empty, so the first event never is.
      try (LogFile object = start("", kind, end + 60 + dice.below(400))) {
        for (int i = 0; i < events; i++) {
          record.clear();
          Partition partition = maker.make(kind, end - 1 - dice.below(300), record);
          count.partitions.merge(partition, 1L, Long::sum);
          count.events++;
          if (i > 0 && dice.chance(config.late())) {
            count.late++;
            detour(Detour.LATE, kind);
            continue;
          }
          count.recordBytes += record.length();
          object.add(record);
          if (dice.chance(config.duplicates())) {
            count.duplicates++;
            sendAgain(kind, again);
          }
        }
        for (byte[] bytes : again) {
          count.recordBytes += bytes.length;
          object.add(bytes);
        }
      }
    }

    private void sendAgain(FileKind kind, List<byte[]> sameObject) throws IOException {
      switch (dice.below(4)) {
        case 0 -> sameObject.add(record.toBytes());
        case 1 -> detour(Detour.OTHER_OBJECT, kind);
        case 2 -> detour(Detour.LATER_DAY, kind);
        default -> detour(Detour.SECOND_TRAIL, kind);
      }
    }

    private void detour(Detour detour, FileKind kind) throws IOException {
      Stop stop = new Stop(detour, kind);
      List<byte[]> records = waiting.computeIfAbsent(stop, absent -> new ArrayList<>());
      records.add(record.toBytes());
      if (records.size() == FULL) {
        deliver(stop);
      }
    }

    private void deliver(Stop stop) throws IOException {
      List<byte[]> records = Objects.requireNonNull(waiting.remove(stop));
      long evening = dayStart + Clock.SECONDS_OF_DAY - 600 + dice.below(600);
      long delivery =
          switch (stop.detour()) {
            case OTHER_OBJECT, SECOND_TRAIL -> evening;
            case LATER_DAY, LATE -> evening + (1L + dice.below(5)) * Clock.SECONDS_OF_DAY;
          };
      String trail = stop.detour() == Detour.SECOND_TRAIL ? SECOND_TRAIL : "";
      try (LogFile object = start(trail, stop.kind(), delivery)) {
        for (byte[] bytes : records) {
          count.recordBytes += bytes.length;
          object.add(bytes);
        }
      }
    }

    private LogFile start(String trail, FileKind kind, long delivery) throws IOException {
      count.kinds.merge(kind, 1L, Long::sum);
      count.secondTrail |= !trail.isEmpty();
      LocalDate day = clock.date(delivery);
      count.delivered(day);
      name.clear();
      dice.mixed(name, 16);
      String organisation = trail.isEmpty() ? "" : "o-exampleorg1/";
      int minute = (int) Math.floorMod(delivery, (long) Clock.SECONDS_OF_DAY) / 60;
      String key =
          String.format(
              Locale.ROOT,
              "AWSLogs/%1$s%2$s/%3$s/%4$s/%5$tY/%5$tm/%5$td/"
                  + "%2$s_%3$s_%4$s_%5$tY%5$tm%5$tdT%6$02d%7$02dZ_%8$s.json.gz",
              organisation,
              account,
              kind.folder(),
              region,
              day,
              minute / 60,
              minute % 60,
              name);
      return LogFile.create(root.resolve(trail).resolve(key), kind, config.gzipLevel());
    }
  }

  /** Single records, from another account, region and day every now and then. */
  private static final class Singles {

    private static final List<FileKind> KINDS =
        List.of(
            FileKind.EVENTS,
            FileKind.EVENTS,
            FileKind.EVENTS,
            FileKind.EVENTS,
            FileKind.EVENTS,
            FileKind.EVENTS,
            FileKind.NETWORK_ACTIVITY,
            FileKind.INSIGHT,
            FileKind.AGGREGATED);

    private final Dice dice;
    private final Clock clock = new Clock();
    private final TextBuffer out = new TextBuffer();
    private LocalDate day = LocalDate.EPOCH;
    private EventMaker maker;
    private int made;

    private Singles(long seed) {
      this.dice = new Dice(seed);
      this.maker = newMaker();
    }

    private String next() {
      if (made++ % 100 == 99) {
        maker = newMaker();
      }
      out.clear();
      long second = day.toEpochDay() * Clock.SECONDS_OF_DAY + dice.below(Clock.SECONDS_OF_DAY);
      maker.make(dice.pick(KINDS), second, out);
      return out.toString();
    }

    private EventMaker newMaker() {
      day = LocalDate.of(2026, 9, 28).minusDays(dice.below(5_000));
      return new EventMaker(dice, clock, 0.5, dice.pick(ACCOUNTS), dice.pick(REGIONS), day);
    }
  }
}
