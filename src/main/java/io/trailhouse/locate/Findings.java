package io.trailhouse.locate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Judges objects as they are seen, from many threads, and keeps those that are asked for. */
final class Findings {

  private static final long PROGRESS_STEP = 1_000;

  private final LocateConfig config;
  private final Days window;
  private final LongConsumer progress;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong undated = new AtomicLong();
  private final AtomicLong unplaced = new AtomicLong();
  private final AtomicLong listCalls = new AtomicLong();
  private final List<TrailObject> objects = new ArrayList<>();
  private final Map<ObjectKind, Long> leftAlone = new EnumMap<>(ObjectKind.class);

  Findings(LocateConfig config, LongConsumer progress) {
    this.config = config;
    this.window = config.window();
    this.progress = progress;
  }

  void listCall() {
    listCalls.incrementAndGet();
  }

  /** Tells the progress also where folders are small. */
  void folderDone() {
    progress.accept(seen.get());
  }

  void add(TrailObject object) {
    if (!object.kind().isTrail()) {
      leaveAlone(object.kind());
    } else if (isPlaceWanted(object) && isDayWanted(object)) {
      keep(object);
    }
    long count = seen.incrementAndGet();
    if (count % PROGRESS_STEP == 0) {
      progress.accept(count);
    }
  }

  /** The result; only after all threads have ended. */
  synchronized TrailListing listing() {
    // An object may be in a trail and in archives of it: the trail's own is taken, which the order
    // puts first, so that no archive can hide it.
    objects.sort(TrailObject.BY_PATH);
    List<TrailObject> once = new ArrayList<>(objects.size());
    List<TrailObject> alsoPacked = new ArrayList<>();
    for (TrailObject object : objects) {
      if (once.isEmpty() || !object.equals(once.get(once.size() - 1))) {
        once.add(object);
      } else if (object.isPacked()) {
        alsoPacked.add(object);
      }
    }
    return new TrailListing(
        once, alsoPacked, leftAlone, undated.get(), unplaced.get(), listCalls.get());
  }

  private synchronized void leaveAlone(ObjectKind kind) {
    leftAlone.merge(kind, 1L, Long::sum);
  }

  private synchronized void keep(TrailObject object) {
    objects.add(object);
  }

  private boolean isPlaceWanted(TrailObject object) {
    String account = object.account();
    String region = object.region();
    boolean refused =
        (account != null && !config.wantsAccount(account))
            || (region != null && !config.wantsRegion(region));
    boolean unknown =
        (account == null && !config.accounts().isEmpty())
            || (region == null && !config.regions().isEmpty());
    if (unknown && !refused && config.unsaid() == Unsaid.LEFT_OUT) {
      unplaced.incrementAndGet();
      return false;
    }
    return !refused;
  }

  private boolean isDayWanted(TrailObject object) {
    LocalDate day = object.deliveryDate();
    if (day == null && !window.equals(Days.ALL) && config.unsaid() == Unsaid.LEFT_OUT) {
      undated.incrementAndGet();
      return false;
    }
    return day == null || window.contains(day);
  }
}
