package io.trailhouse.source;

import io.trailhouse.TrailhouseException;
import io.trailhouse.event.EventColumn;
import io.trailhouse.locate.TrailInput;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.Damage;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a task's objects, one after the other; an object without events does not end the task. */
final class TrailPartitionReader implements PartitionReader<InternalRow> {

  private static final Logger LOG = LoggerFactory.getLogger(TrailPartitionReader.class);

  private final Iterator<TrailObject> objects;
  private final TrailInput input;
  private final RecordPolicy policy;
  private final ReaderMemory memory;
  private final EventRow row;
  private @Nullable OpenObject open;
  private long objectsRead;
  private long bytesRead;
  private long jsonBytesRead;
  private long recordsRead;
  private long damaged;

  /** A reader of the partition's objects that stands before the first event. */
  TrailPartitionReader(
      TrailPartition partition,
      Configuration conf,
      List<EventColumn> columns,
      RecordPolicy policy) {
    this.objects = partition.objects().iterator();
    this.input = new TrailInput(conf);
    this.policy = policy;
    this.row = new EventRow(columns);
    Set<EventColumn> read = EnumSet.noneOf(EventColumn.class);
    read.addAll(columns);
    this.memory = new ReaderMemory(read, policy.limits(), HashKey.PUBLIC);
  }

  @Override
  public boolean next() throws IOException {
    while (open != null || objects.hasNext()) {
      if (open == null) {
        open = open(objects.next());
      }
      if (open.reader.next()) {
        row.fill(open.reader.event(), open.file);
        return true;
      }
      finish(open);
    }
    return false;
  }

  @Override
  public InternalRow get() {
    return row.row();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    long jsonBytes = open == null ? 0 : open.reader.bytesRead();
    long records = open == null ? 0 : open.reader.recordsRead();
    return new CustomTaskMetric[] {
      new TrailMetrics.Count(TrailMetrics.OBJECTS, objectsRead),
      new TrailMetrics.Count(TrailMetrics.BYTES, bytesRead),
      new TrailMetrics.Count(TrailMetrics.JSON_BYTES, jsonBytesRead + jsonBytes),
      new TrailMetrics.Count(TrailMetrics.RECORDS, recordsRead + records),
      new TrailMetrics.Count(TrailMetrics.DAMAGED, damaged)
    };
  }

  @Override
  public void close() throws IOException {
    try (input) {
      if (open != null) {
        open.reader.close();
        open = null;
      }
    }
  }

  private OpenObject open(TrailObject object) throws IOException {
    TrailReader reader =
        new TrailReader(
            input.open(object), memory, object.account(), damage -> damaged(object, damage));
    return new OpenObject(object, UTF8String.fromString(object.path()), reader);
  }

  private void finish(OpenObject done) throws IOException {
    open = null;
    objectsRead++;
    bytesRead += done.object.size();
    jsonBytesRead += done.reader.bytesRead();
    recordsRead += done.reader.recordsRead();
    done.reader.close();
  }

  private void damaged(TrailObject object, Damage damage) {
    damaged++;
    String what =
        "%s: record %d at byte %d of JSON is damaged (%s): %s"
            .formatted(
                object.path(),
                damage.recordIndex(),
                damage.bytePosition(),
                damage.reason(),
                damage.message());
    if (policy.damaged() == DamagedInput.FAIL) {
      throw new TrailhouseException(
          "Cannot read " + what + ". Read with option damaged=skip to count and skip it.");
    }
    LOG.warn("Skipped {}", what);
  }

  private record OpenObject(TrailObject object, UTF8String file, TrailReader reader) {}
}
