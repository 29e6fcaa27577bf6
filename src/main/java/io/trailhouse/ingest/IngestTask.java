package io.trailhouse.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.locate.TrailInput;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.Damage;
import io.trailhouse.record.FlatEvent;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import io.trailhouse.table.EventFiles;
import io.trailhouse.table.LakeTarget;
import io.trailhouse.table.SeenEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** One task of a run: reads its objects and writes their events, each content once. */
final class IngestTask {

  /** Memory for events that wait to be encoded, bytes. */
  private static final long BUFFER_BYTES = 96L << 20;

  /**
   * Events of a partition that take less memory than this are held back: a file of their own costs
   * more than to encode them, and so does writing it again without late duplicates.
   */
  private static final long HELD_BYTES = 1L << 20;

  private static final Set<EventColumn> ALL_COLUMNS = EnumSet.allOf(EventColumn.class);

  /**
   * What a task reads of objects that were read before.
   *
   * @param day the only day of events that is wanted, as days since 1970
   * @param runIds the runs that read the objects, by their place in the listing
   */
  record OfDay(long day, List<String> runIds) implements Serializable {}

  private final @Nullable OfDay only;
  private final String runId;
  private final TrailInput input;
  private final ReaderMemory memory;
  private final EventFiles events;
  private final QuarantineFiles quarantine;
  private final SeenEvents seen = new SeenEvents();
  private final List<ObjectOutcome> outcomes = new ArrayList<>();

  /**
   * Starts a task.
   *
   * @param name tells this attempt's files from those of all others
   * @param only what is wanted of objects that were read before; null for all of new ones
   */
  IngestTask(
      Configuration conf,
      LakeTarget lake,
      String runId,
      String name,
      Limits limits,
      @Nullable OfDay only) {
    this.only = only;
    this.runId = runId;
    this.input = new TrailInput(conf);
    this.memory = new ReaderMemory(ALL_COLUMNS, limits, lake.hashKey());
    this.events = new EventFiles(conf, lake, name, BUFFER_BYTES, HELD_BYTES);
    this.quarantine = new QuarantineFiles(conf, lake.uri(), name, runId);
  }

  TaskOutcome execute(IngestPlan.Task task, int retries) throws IOException {
    long started = System.nanoTime();
    try (input;
        events) {
      for (int i = 0; i < task.objects().size(); i++) {
        read(task.indexes().get(i), task.objects().get(i));
      }
      return new TaskOutcome(
          events.finish(),
          quarantine.finish(),
          List.copyOf(outcomes),
          System.nanoTime() - started,
          retries);
    }
  }

  private void read(int index, TrailObject object) throws IOException {
    ObjectTally tally = new ObjectTally(object);
    byte[] sourceFile = object.path().getBytes(UTF_8);
    byte[] runOfObject = (only == null ? runId : only.runIds().get(index)).getBytes(UTF_8);
    try (InputStream in = input.open(object);
        TrailReader reader = new TrailReader(in, memory, object.account(), tally::damaged)) {
      while (reader.next()) {
        FlatEvent event = reader.event();
        if (only != null && event.number(EventColumn.EVENT_DATE) != only.day()) {
          continue;
        }
        SeenEvents.Verdict verdict = seen.see(event);
        if (verdict != SeenEvents.Verdict.DUPLICATE) {
          events.add(event, sourceFile, runOfObject);
        }
        tally.event(event, verdict);
      }
      outcomes.add(tally.outcome(index, reader));
    }
  }

  /** Counts what one object holds. */
  private final class ObjectTally {
    private final TrailObject object;
    private boolean ended;
    private long duplicates;
    private long recordsQuarantined;
    private long conflicting;
    private long firstEventTime = Long.MAX_VALUE;
    private long lastEventTime = Long.MIN_VALUE;

    private ObjectTally(TrailObject object) {
      this.object = object;
    }

    private void damaged(Damage damage) throws IOException {
      if (only == null) {
        // What is read again was quarantined the first time; whoever asks for a day sees to it.
        quarantine.add(object, damage);
      }
      ended |= damage.endsObject();
      recordsQuarantined += damage.endsObject() ? 0 : 1;
    }

    private void event(FlatEvent event, SeenEvents.Verdict verdict) {
      duplicates += verdict == SeenEvents.Verdict.DUPLICATE ? 1 : 0;
      conflicting += verdict == SeenEvents.Verdict.CONFLICTING ? 1 : 0;
      long time = event.number(EventColumn.EVENT_TIME);
      firstEventTime = Math.min(firstEventTime, time);
      lastEventTime = Math.max(lastEventTime, time);
    }

    private ObjectOutcome outcome(int index, TrailReader reader) {
      return new ObjectOutcome(
          index,
          ended,
          reader.bytesRead(),
          reader.recordsRead(),
          duplicates,
          recordsQuarantined,
          conflicting,
          firstEventTime,
          lastEventTime);
    }
  }
}
