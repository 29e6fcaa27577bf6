package io.trailhouse.bench;

import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The trails to measure with, each made once and kept. What they hold follows from their names and
 * the classes that make them alone.
 */
final class Trails {

  /** The first day of all trails that are made. */
  static final LocalDate FIRST_DAY = GeneratedTrail.Config.of(1, 1).firstDay();

  private static final int SEED = 1;
  private static final int EVENTS_A_DAY = 125_000;
  private static final int MOST_DAYS = 16;
  private static final int SMALL_OBJECT = 5;

  /** How many events a hundred objects of one to five events hold. */
  private static final int EVENTS_OF_100_SMALL_OBJECTS = 382;

  private final Path folder;
  private final int threads;
  private final PrintWriter log;

  /** Keeps trails in a folder; makes them on so many threads. */
  Trails(Path folder, int threads, PrintWriter log) {
    this.folder = folder;
    this.threads = threads;
    this.log = log;
  }

  /**
   * A trail of so many events and some second deliveries: three accounts, three regions, more days
   * the more events, objects from one event to all of the busiest day of one account and region.
   */
  Trail ofEvents(long events) throws IOException {
    int days = (int) Math.max(2, Math.min(MOST_DAYS, events / EVENTS_A_DAY));
    GeneratedTrail.Config initial = GeneratedTrail.Config.of(SEED, events);
    return generated(
        "events-" + events, initial.withDays(initial.firstDay(), days).withGzipLevel(0), true);
  }

  /** A trail of two days with so many events each. */
  Trail ofTwoDays(long eventsOfDay) throws IOException {
    GeneratedTrail.Config config =
        GeneratedTrail.Config.of(SEED, 2 * eventsOfDay).withDays(FIRST_DAY, 2).withGzipLevel(0);
    return generated("two-days-" + eventsOfDay, config, false);
  }

  /** A trail of about so many objects of one to five events. */
  Trail ofSmallObjects(int objects) throws IOException {
    long events = objects * (long) EVENTS_OF_100_SMALL_OBJECTS / 100;
    return generated(
        "small-" + objects,
        GeneratedTrail.Config.of(SEED, events)
            .withShares(0, 0, 0.01)
            .withLargestObject(SMALL_OBJECT)
            .withGzipLevel(0),
        false);
  }

  /** A given trail, repeated until there are so many bytes of JSON. */
  Trail ofCopies(Path source, long jsonBytes) throws IOException {
    String name = "copies-of-" + source.toAbsolutePath().normalize().getFileName();
    String made = name + " " + jsonBytes + " " + source.toAbsolutePath();
    return kept(name, made, root -> TrailCopies.of(source.toRealPath(), jsonBytes).writeTo(root));
  }

  private Trail generated(String name, GeneratedTrail.Config config, boolean oneLarge)
      throws IOException {
    String made =
        TrailFinish.VERSION + " " + config + " " + CodeDigest.ofPackageOf(GeneratedTrail.class);
    return kept(
        name,
        made,
        root -> {
          GeneratedTrail.Truth truth = GeneratedTrail.of(config).writeTo(root);
          new TrailFinish(root, threads).finish(oneLarge);
          return new Counts(truth.records(), truth.duplicates());
        });
  }

  private Trail kept(String name, String made, Maker maker) throws IOException {
    Path manifest = folder.resolve(name + ".json");
    Path root = folder.resolve(name);
    if (Files.exists(manifest)) {
      Trail kept = Json.read(Files.readString(manifest), Trail.class);
      if (kept.made().equals(made) && kept.root().equals(root.toString())) {
        return kept;
      }
    }
    log.printf(Locale.ROOT, "Making the trail %s%n", name);
    Files.deleteIfExists(manifest);
    new Folder(root).delete();
    Files.createDirectories(root);
    Counts counts = maker.make(root);
    Trail trail = described(name, root, made, counts);
    Json.write(manifest, trail);
    return trail;
  }

  private Trail described(String name, Path root, String made, Counts counts) throws IOException {
    List<Path> objects = TrailFiles.under(root.toString());
    long json = 0;
    long largest = 0;
    for (Path object : objects) {
      long length = Gzip.unpack(object).length;
      json += length;
      largest = Math.max(largest, length);
    }
    long stored = objects.stream().mapToLong(Folder::size).sum();
    return new Trail(
        name,
        root.toString(),
        made,
        counts.records(),
        counts.duplicates(),
        objects.size(),
        stored,
        json,
        largest);
  }

  /** Writes a trail below a folder. */
  private interface Maker {
    Counts make(Path root) throws IOException;
  }

  /**
   * What is known of a trail's records; -1 if nothing is.
   *
   * @param records records, second deliveries included
   * @param duplicates second deliveries
   */
  record Counts(long records, long duplicates) {

    static final Counts UNKNOWN = new Counts(-1, -1);
  }
}
